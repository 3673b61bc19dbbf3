/**
 * TorchScript archives written from Java: programs with their weights that PyTorch loads.
 *
 * <p>Entry type: {@link io.glossa.embedding.djl.torchscript.TorchScriptArchive}. TorchScript source
 * and a tree of {@link io.glossa.embedding.djl.torchscript.ScriptValue}s go in, a {@code .pt} file
 * comes out. Called by the adapter. Trap: the source must name attributes exactly as the tree does,
 * or loading fails.
 */
@NullMarked
package io.glossa.embedding.djl.torchscript;

import org.jspecify.annotations.NullMarked;
