package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import io.jenkins.plugins.packer.hcl.eval.ExpressionFunctions;
import io.jenkins.plugins.packer.hcl.eval.Function;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which functions there are and which family each belongs to. */
final class FunctionCatalog {
    /** All names, sorted; {@code templatefile}, which needs the others, is made by {@link LazyFunctions}. */
    static final List<String> NAMES = List.of(
            "abs",
            "abspath",
            "alltrue",
            "anytrue",
            "aws_secretsmanager",
            "aws_secretsmanager_raw",
            "base64decode",
            "base64encode",
            "base64gzip",
            "basename",
            "bcrypt",
            "can",
            "ceil",
            "chomp",
            "chunklist",
            "cidrhost",
            "cidrnetmask",
            "cidrsubnet",
            "cidrsubnets",
            "coalesce",
            "coalescelist",
            "compact",
            "concat",
            "consul_key",
            "contains",
            "convert",
            "csvdecode",
            "dirname",
            "distinct",
            "element",
            "endswith",
            "file",
            "filebase64",
            "fileexists",
            "fileset",
            "flatten",
            "floor",
            "format",
            "formatdate",
            "formatlist",
            "indent",
            "index",
            "join",
            "jsondecode",
            "jsonencode",
            "keys",
            "legacy_isotime",
            "legacy_strftime",
            "length",
            "log",
            "lookup",
            "lower",
            "max",
            "md5",
            "merge",
            "min",
            "parseint",
            "pathexpand",
            "pow",
            "range",
            "regex",
            "regex_replace",
            "regexall",
            "replace",
            "reverse",
            "rfc3339_parse",
            "rsadecrypt",
            "setintersection",
            "setproduct",
            "setunion",
            "sha1",
            "sha256",
            "sha512",
            "signum",
            "slice",
            "sort",
            "split",
            "startswith",
            "strcontains",
            "strrev",
            "substr",
            "sum",
            "templatefile",
            "textdecodebase64",
            "textencodebase64",
            "timeadd",
            "timestamp",
            "title",
            "trim",
            "trimprefix",
            "trimspace",
            "trimsuffix",
            "try",
            "unix_timestamp_parse",
            "upper",
            "urlencode",
            "uuidv4",
            "uuidv5",
            "values",
            "vault",
            "yamldecode",
            "yamlencode",
            "zipmap");

    private final Instant startTime;
    private final GoPaths paths;
    private final RemoteValues remoteValues;

    FunctionCatalog(Instant startTime, GoPaths paths, RemoteValues remoteValues) {
        this.startTime = startTime;
        this.paths = paths;
        this.remoteValues = remoteValues;
    }

    GoPaths paths() {
        return paths;
    }

    /** The function of this name, if there is one. */
    @Nullable
    Function create(String name) {
        return switch (name) {
            case "abs", "ceil", "floor", "log", "max", "min", "parseint", "pow", "signum", "sum" ->
                NumericFunctions.create(name);
            case "chomp",
                    "endswith",
                    "indent",
                    "join",
                    "lower",
                    "replace",
                    "split",
                    "startswith",
                    "strcontains",
                    "title",
                    "trim",
                    "trimprefix",
                    "trimspace",
                    "trimsuffix",
                    "upper" -> TextFunctions.create(name);
            case "strrev", "substr", "length" -> ClusterFunctions.create(name);
            case "regex", "regexall", "regex_replace" -> RegexFunctions.create(name);
            case "format", "formatlist" -> FormatFunctions.create(name);
            case "alltrue", "anytrue", "coalesce", "coalescelist", "compact", "contains", "distinct", "index" ->
                SearchFunctions.create(name);
            case "chunklist", "concat", "element", "flatten", "range", "reverse", "slice", "sort" ->
                SequenceFunctions.create(name);
            case "keys", "lookup", "merge", "values", "zipmap" -> MapFunctions.create(name);
            case "setintersection", "setproduct", "setunion" -> SetFunctions.create(name);
            case "base64decode",
                    "base64encode",
                    "base64gzip",
                    "jsondecode",
                    "jsonencode",
                    "textdecodebase64",
                    "textencodebase64",
                    "urlencode" -> EncodingFunctions.create(name);
            case "csvdecode", "yamldecode", "yamlencode" -> DocumentFunctions.create(name);
            case "abspath", "basename", "dirname", "file", "filebase64", "fileexists", "fileset", "pathexpand" ->
                new FileFunctions(paths).create(name);
            case "formatdate",
                    "legacy_isotime",
                    "legacy_strftime",
                    "rfc3339_parse",
                    "timeadd",
                    "timestamp",
                    "unix_timestamp_parse" -> new TimeFunctions(startTime).create(name);
            case "bcrypt", "md5", "rsadecrypt", "sha1", "sha256", "sha512", "uuidv4", "uuidv5" ->
                CryptoFunctions.create(name);
            case "cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets" -> CidrFunctions.create(name);
            case "aws_secretsmanager", "aws_secretsmanager_raw", "consul_key", "vault" ->
                new RemoteFunctions(remoteValues).create(name);
            case "can" -> ExpressionFunctions.can();
            case "convert" -> ExpressionFunctions.convert();
            case "try" -> ExpressionFunctions.tryFirst();
            default -> null;
        };
    }
}
