package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the declarations of data sources. */
final class DataReader {
    private final Diagnostics diagnostics;
    private final Map<String, DataDeclaration> declared = new LinkedHashMap<>();

    DataReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** All that were read, by reference such as {@code data.http.release}, in the order of the template. */
    Map<String, DataDeclaration> declared() {
        return declared;
    }

    /** A {@code data} block. */
    void read(Block block) {
        DataDeclaration data =
                new DataDeclaration(block.labels().get(0), block.labels().get(1), block);
        if (!Identifier.isValid(data.type())) {
            diagnostics.error(
                    "Invalid data source name",
                    Identifier.RULE,
                    block.labelRanges().get(0));
        }
        if (!Identifier.isValid(data.name())) {
            diagnostics.error(
                    "Invalid data resource name",
                    Identifier.RULE,
                    block.labelRanges().get(1));
        }
        DataDeclaration first = declared.putIfAbsent(data.reference(), data);
        if (first != null) {
            diagnostics.error(
                    "Duplicate data block",
                    "This data block has the same type and name as a previous block declared at " + first.range()
                            + ". Each data source must have a unique name per type.",
                    data.range());
        }
    }
}
