package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values by RFC 4180 and Go's reading of it: empty lines are skipped, a quote may stand only
 * around a whole field, and line ends within quotes become a line feed.
 *
 * @see <a href="https://pkg.go.dev/encoding/csv">encoding/csv</a>
 */
final class CsvReader {
    private final String text;
    private int position;
    private int line = 1;
    private int recordLine;

    CsvReader(String text) {
        String unix = text.replace("\r\n", "\n");
        // A carriage return at the very end is half a line end too.
        this.text = unix.endsWith("\r") ? unix.substring(0, unix.length() - 1) : unix;
    }

    /** Line on which the last record began, from 1. */
    int recordLine() {
        return recordLine;
    }

    /** The fields of the next record, or null at the end. */
    @Nullable
    List<String> next() {
        while (position < text.length() && text.charAt(position) == '\n') {
            position++;
            line++;
        }
        if (position >= text.length()) {
            return null;
        }
        recordLine = line;
        List<String> fields = new ArrayList<>();
        boolean more = true;
        while (more) {
            fields.add(position < text.length() && text.charAt(position) == '"' ? quoted() : plain());
            more = position < text.length() && text.charAt(position) == ',';
            position++;
        }
        line++;
        return fields;
    }

    private String plain() {
        int start = position;
        while (position < text.length() && text.charAt(position) != ',' && text.charAt(position) != '\n') {
            if (text.charAt(position) == '"') {
                throw error("bare \" in non-quoted field");
            }
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c != '"') {
                line += c == '\n' ? 1 : 0;
                field.append(c);
            } else if (position < text.length() && text.charAt(position) == '"') {
                field.append('"');
                position++;
            } else if (position == text.length() || text.charAt(position) == ',' || text.charAt(position) == '\n') {
                return field.toString();
            } else {
                throw error("extraneous or missing \" in quoted-field");
            }
        }
        throw error("extraneous or missing \" in quoted-field");
    }

    private FunctionException error(String reason) {
        return new FunctionException("CSV parse error on line " + line + ": " + reason);
    }
}
