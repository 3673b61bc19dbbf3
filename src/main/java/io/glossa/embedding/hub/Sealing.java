package io.glossa.embedding.hub;

import io.glossa.embedding.BareModel;
import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.ModelPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a bundle of what was fetched: completes the layout and writes {@code glossa.json}, which
 * holds the hash of the contents from then on.
 *
 * @param id of the model
 * @param preset where the model is known
 * @param licence of the model, where the preset says none
 * @param languages of the model, where the preset says none
 */
record Sealing(String id, Optional<ModelPreset> preset, String licence, List<String> languages) {

  void seal(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(BundleManifest.FILE_NAME));
    BareModel.complete(directory, preset);
    BundleManifest plain = ModelBundle.open(directory).manifest();
    Map<String, String> prompts = new HashMap<>(plain.prompts());
    preset.ifPresent(known -> prompts.putAll(known.prompts()));
    new BundleManifest(
            BundleManifest.FORMAT,
            id,
            plain.revision(),
            plain.dimension(),
            plain.maxTokens(),
            plain.pooling(),
            plain.layers(),
            plain.normalised(),
            prompts,
            preset.map(ModelPreset::languages).orElse(languages),
            preset.map(ModelPreset::licence).orElse(licence),
            List.of(),
            Map.of(),
            Map.of())
        .writeTo(directory);
  }
}
