"""Small tokenizer.json files of the kinds that encoders have, trained on corpus.txt."""

import base64
import collections
import pathlib
import struct
import subprocess
import tempfile
import unicodedata

CORPUS = pathlib.Path(__file__).with_name("corpus.txt").read_text(encoding="utf-8")


def special(token, number, lstrip=False):
    return {"id": number, "content": token, "single_word": False, "lstrip": lstrip,
            "rstrip": False, "normalized": False, "special": True}


def template(first, first_id, last, last_id):
    def token(name):
        return {"SpecialToken": {"id": name, "type_id": 0}}

    def sequence(name, kind=0):
        return {"Sequence": {"id": name, "type_id": kind}}

    return {"type": "TemplateProcessing",
            "single": [token(first), sequence("A"), token(last)],
            "pair": [token(first), sequence("A"), token(last), sequence("B", 1), token(last)],
            "special_tokens": {name: {"id": name, "ids": [number], "tokens": [name]}
                               for name, number in ((first, first_id), (last, last_id))}}


def whole(added, normalizer, pre_tokenizer, post_processor, decoder, model):
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
            "normalizer": normalizer, "pre_tokenizer": pre_tokenizer,
            "post_processor": post_processor, "decoder": decoder, "model": model}


def size(tokenizer):
    vocabulary = tokenizer["model"]["vocab"]
    return len(vocabulary)


def merges_of(words, count):
    """Byte pair merges, most frequent first, ties by the pair. `words`: tuples of symbols."""
    words = collections.Counter(words)
    merges = []
    while len(merges) < count:
        pairs = collections.Counter()
        for word, times in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += times
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        merged = collections.Counter()
        for word, times in words.items():
            out, i = [], 0
            while i < len(word):
                if word[i : i + 2] == best:
                    out.append(word[i] + word[i + 1])
                    i += 2
                else:
                    out.append(word[i])
                    i += 1
            merged[tuple(out)] += times
        words = merged
    return merges


def bert_words():
    """Words of the corpus as an uncased BERT sees them."""
    text = unicodedata.normalize("NFD", CORPUS.lower())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    word, words = "", []
    for c in text:
        alone = 0x4E00 <= ord(c) <= 0x9FFF or not c.isalnum()
        if alone and word:
            words.append(word)
            word = ""
        if alone and not c.isspace():
            words.append(c)
        elif not alone:
            word += c
    return words


def word_pieces(specials, count):
    words = bert_words()
    letters = sorted({c for word in words for c in word})
    inner = sorted({c for word in words for c in word[1:]})
    words = [(word[0], *("##" + c for c in word[1:])) for word in words]
    pieces = specials + letters + ["##" + c for c in inner]
    for left, right in ((a, b) for a, b in word_merges(words, count - len(pieces))):
        pieces.append(left + right.removeprefix("##"))
    return {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}


def word_merges(words, count):
    """As merges_of, over pieces where the second one of a pair begins with ##."""
    marked = [tuple(piece.replace("##", "\0") for piece in word) for word in words]
    merges = []
    for left, right in merges_of(marked, count):
        merges.append((left.replace("\0", "##", 1).replace("\0", ""),
                       right.replace("\0", "##", 1).replace("\0", "")))
    return merges


def bert(vocabulary, added, post_processor):
    return whole(
        added,
        {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
         "strip_accents": None, "lowercase": True},
        {"type": "BertPreTokenizer"},
        post_processor,
        {"type": "WordPiece", "prefix": "##", "cleanup": True},
        {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
         "max_input_chars_per_word": 100, "vocab": vocabulary})


def word_piece():
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    return bert(word_pieces(specials, 500),
                [special(token, i) for i, token in enumerate(specials)],
                template("[CLS]", 2, "[SEP]", 3))


def static():
    """Without special tokens, as the tables of model2vec have it."""
    specials = ["[PAD]", "[UNK]"]
    return bert(word_pieces(specials, 480),
                [special(token, i) for i, token in enumerate(specials)], None)


def mpnet():
    specials = ["<s>", "<pad>", "</s>", "<unk>", "[UNK]"]
    vocabulary = word_pieces(specials, 500)
    vocabulary["<mask>"] = len(vocabulary)
    added = [special(token, i) for i, token in enumerate(specials)]
    added.append(special("<mask>", vocabulary["<mask>"], lstrip=True))
    return bert(vocabulary, added,
                {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
                 "trim_offsets": True, "add_prefix_space": False})


def byte_symbols():
    """The printable stand-ins of bytes in GPT-2's vocabulary."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    symbols, extra = {}, 0
    for byte in range(256):
        if byte in plain:
            symbols[byte] = chr(byte)
        else:
            symbols[byte] = chr(256 + extra)
            extra += 1
    return symbols


def byte_level():
    symbols = byte_symbols()
    words = []
    for line in CORPUS.splitlines():
        for i, word in enumerate(line.split(" ")):
            encoded = ((" " if i else "") + word).encode()
            words.append(tuple(symbols[byte] for byte in encoded))
    merges = merges_of(words, 220)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *(symbols[byte] for byte in range(256)),
              *(left + right for left, right in merges), "<mask>"]
    vocabulary = {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}
    added = [special(token, vocabulary[token], lstrip=token == "<mask>")
             for token in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")]
    return whole(
        added, None,
        {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
        {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
         "trim_offsets": True, "add_prefix_space": False},
        {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "",
         "end_of_word_suffix": "", "fuse_unk": False, "byte_fallback": False,
         "vocab": vocabulary, "merges": [f"{left} {right}" for left, right in merges]})


def varint(data, i):
    value = shift = 0
    while True:
        value |= (data[i] & 0x7F) << shift
        shift += 7
        i += 1
        if data[i - 1] < 0x80:
            return value, i


def fields(data):
    """Fields of a protocol buffer message: number, and an integer or bytes."""
    i = 0
    while i < len(data):
        key, i = varint(data, i)
        kind = key & 7
        if kind == 0:
            value, i = varint(data, i)
        else:
            length, i = varint(data, i) if kind == 2 else ({1: 8, 5: 4}[kind], i)
            value = data[i : i + length]
            i += length
        yield key >> 3, value


def unigram():
    """A vocabulary and a character map of sentencepiece, as XLM-R has them."""
    with tempfile.TemporaryDirectory() as directory:
        text = pathlib.Path(directory, "text")
        text.write_text(CORPUS, encoding="utf-8")
        subprocess.run(
            ["spm_train", f"--input={text}", f"--model_prefix={directory}/m", "--vocab_size=500",
             "--model_type=unigram", "--normalization_rule_name=nmt_nfkc",
             "--character_coverage=0.999", "--hard_vocab_limit=false",
             "--num_threads=1"],
            check=True, stderr=subprocess.DEVNULL)
        model = pathlib.Path(directory, "m.model").read_bytes()
    pieces, charsmap = [], b""
    for number, value in fields(model):
        message = dict(fields(value)) if number in (1, 3) else {}
        if number == 1 and message.get(3, 1) == 1:
            pieces.append([message[1].decode(), struct.unpack("<f", message[2])[0]])
        if number == 3:
            charsmap = message[2]
    specials = ["<s>", "<pad>", "</s>", "<unk>"]
    vocabulary = [[token, 0.0] for token in specials] + pieces + [["<mask>", 0.0]]
    added = [special(token, i) for i, token in enumerate(specials)]
    added.append(special("<mask>", len(vocabulary) - 1, lstrip=True))
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
                 "split": True}
    return whole(
        added,
        {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(charsmap).decode()},
        {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace]},
        template("<s>", 0, "</s>", 2), metaspace,
        {"type": "Unigram", "unk_id": 3, "vocab": vocabulary, "byte_fallback": False})
