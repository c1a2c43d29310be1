package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Base64, JSON, character sets and URLs.
 *
 * @see <a href="https://github.com/hashicorp/go-cty-funcs/tree/main/encoding">go-cty-funcs' encoding</a>
 */
final class EncodingFunctions {
    private EncodingFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "base64decode" ->
                ofText("str").returns(Type.STRING, arguments -> Value.string(decodedText(text(arguments, 0))));
            case "base64encode" ->
                ofText("str")
                        .returns(
                                Type.STRING,
                                arguments -> base64(text(arguments, 0).getBytes(StandardCharsets.UTF_8)));
            case "base64gzip" ->
                ofText("str").returns(Type.STRING, arguments -> base64(compressed(text(arguments, 0))));
            case "urlencode" ->
                ofText("str").returns(Type.STRING, arguments -> Value.string(queryEscaped(text(arguments, 0))));
            case "jsonencode" ->
                Function.takes(Parameter.of("val", Type.DYNAMIC)
                                .allowingNull()
                                .allowingUnknown()
                                .allowingDynamicType())
                        .returns(Type.STRING, arguments -> json(arguments.get(0)));
            case "jsondecode" -> ofText("str").returnsAnything(arguments -> fromJson(text(arguments, 0)));
            case "textencodebase64" ->
                ofText("string").and("encoding", Type.STRING).returns(Type.STRING, EncodingFunctions::encodeText);
            case "textdecodebase64" ->
                ofText("source").and("encoding", Type.STRING).returns(Type.STRING, EncodingFunctions::decodeText);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Function.Signature ofText(String name) {
        return Function.takes(name, Type.STRING);
    }

    private static String text(List<Value> arguments, int index) {
        return arguments.get(index).asString();
    }

    static Value base64(byte[] bytes) {
        return Value.string(Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * Decodes base64 as strictly as Go: with padding, line breaks are skipped.
     *
     * @throws IllegalArgumentException where it is no base64
     */
    static byte[] decoded(String base64) {
        String plain = base64.replace("\n", "").replace("\r", "");
        if (plain.length() % 4 != 0) {
            throw new IllegalArgumentException("not a multiple of four characters");
        }
        return Base64.getDecoder().decode(plain);
    }

    private static String decodedText(String base64) {
        try {
            return utf8(decoded(base64));
        } catch (IllegalArgumentException e) {
            throw new FunctionException("failed to decode base64 data '" + base64 + "'");
        } catch (CharacterCodingException e) {
            throw new FunctionException("the result of decoding the provided string is not valid UTF-8");
        }
    }

    /** The text that the bytes are in UTF-8. */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** As in a query: space becomes plus, and letters, digits, {@code -_.~} stay. */
    private static String queryEscaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static Value json(Value value) {
        if (!value.isWhollyKnown()) {
            return Value.unknown(Type.STRING);
        }
        try {
            return Value.string(ValueJson.encode(value));
        } catch (ValueJson.EncodingException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }

    private static Value fromJson(String json) {
        try {
            return ValueJson.decode(json);
        } catch (ValueJson.SyntaxException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }

    private static Charset charset(Value name) {
        try {
            // The one encoding of Go's library that Java has under a name of its own only.
            boolean macintosh = List.of("macintosh", "mac", "csmacintosh")
                    .contains(name.asString().toLowerCase(Locale.ROOT));
            return Charset.forName(macintosh ? "x-MacRoman" : name.asString());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new FunctionException(
                    1, Quoted.of(name.asString()) + " is not a supported IANA encoding name or alias");
        }
    }

    private static Value encodeText(List<Value> arguments) {
        Charset charset = charset(arguments.get(1));
        try {
            String text = text(arguments, 0);
            if (text.isEmpty() && charset.equals(StandardCharsets.UTF_16)) {
                // Go marks the byte order of an empty text, too.
                return base64(new byte[] {(byte) 0xfe, (byte) 0xff});
            }
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            return base64(java.util.Arrays.copyOf(bytes.array(), bytes.limit()));
        } catch (CharacterCodingException | UnsupportedOperationException e) {
            throw new FunctionException(
                    0, "the given string contains characters that cannot be represented in " + charset.name());
        }
    }

    private static Value decodeText(List<Value> arguments) {
        Charset charset = charset(arguments.get(1));
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(decoded(text(arguments, 0))))
                    .toString();
            if (text.indexOf('\ufffd') < 0) {
                return Value.string(text);
            }
        } catch (IllegalArgumentException e) {
            throw new FunctionException(0, "the given value is not base64: " + e.getMessage());
        } catch (CharacterCodingException e) {
            // Reported below, as for a character that stands for bytes without meaning.
        }
        throw new FunctionException(0, "the given string contains symbols that are not defined for " + charset.name());
    }
}
