package io.jenkins.plugins.packer.engine.function;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random calls of functions: mostly with arguments of the right kind, some with others, too few or too many. */
final class CallGenerator {
    private static final Map<Character, List<String>> LEAVES = Map.ofEntries(
            Map.entry(
                    's',
                    List.of(
                            "s",
                            "t",
                            "e",
                            "x",
                            "us",
                            "\"a b c\"",
                            "\"\"",
                            "\"a,b,,c\"",
                            "\"Hello World\"",
                            "\"  trim me \\n\"",
                            "\"line\\r\\nnext\\n\\n\"",
                            "\"ÄÖ straße ﬁ\"",
                            "\"👨‍👩‍👧 e\\u0301x\"",
                            "\"aaa\"",
                            "\",\"",
                            "\"l\"",
                            "\"$1\"",
                            "\"o_o x-y 9z\"",
                            "\"<a href='x'>&\"")),
            Map.entry(
                    'n',
                    List.of(
                            "n",
                            "z",
                            "neg",
                            "big",
                            "xn",
                            "un",
                            "0",
                            "1",
                            "2",
                            "-1",
                            "3.7",
                            "-3.2",
                            "10",
                            "16",
                            "100000000000000000000",
                            "0.1",
                            "1e3",
                            "1e-7",
                            "255",
                            "62",
                            "1e400")),
            Map.entry(
                    'l',
                    List.of(
                            "ls",
                            "le",
                            "ln",
                            "lu",
                            "lo",
                            "lls",
                            "tu",
                            "tt",
                            "et",
                            "xl",
                            "xe",
                            "ul",
                            "ut",
                            "[]",
                            "[\"b\",\"a\",\"a\",\"\"]",
                            "[1,[2,[3]],\"x\"]",
                            "[1,2,3,4,5]",
                            "[null,\"a\"]",
                            "[ls,le]",
                            "[us,\"a\"]",
                            "[true,false]",
                            "[1,\"1\"]",
                            "ss",
                            "sn",
                            "so",
                            "su",
                            "se",
                            "uset")),
            Map.entry(
                    'c', List.of("ss", "sn", "so", "su", "se", "uset", "[\"a\",\"x\"]", "[1,9,10]", "ls", "[]", "le")),
            Map.entry(
                    'm',
                    List.of(
                            "ms",
                            "mn",
                            "me",
                            "um",
                            "o",
                            "p",
                            "eo",
                            "uo",
                            "{a=1}",
                            "{a=x}",
                            "{}",
                            "{c=[1],d=null}",
                            "{a=us}",
                            "no")),
            Map.entry(
                    'k',
                    List.of(
                            "[\"a\",\"b\"]",
                            "ls",
                            "lu",
                            "le",
                            "[]",
                            "[\"a\",\"b\",\"c\"]",
                            "xl",
                            "xe",
                            "ul",
                            "[\"a\",null]",
                            "[\"a\",\"a\"]")),
            Map.entry(
                    'r',
                    List.of(
                            "\"a\"",
                            "\"(a)(b)?\"",
                            "\"[a-z]+\"",
                            "\"(?P<first>\\\\w)(?P<rest>\\\\w*)\"",
                            "\"a*\"",
                            "\"(\"",
                            "\"(?P<a>x)(y)\"",
                            "\"^$\"",
                            "\"\\\\s\"",
                            "\"(?i)HELLO\"",
                            "\"l|o\"",
                            "\"\"",
                            "\"(l)(x)?\"",
                            "\".\"",
                            "us")),
            Map.entry(
                    'R',
                    List.of(
                            "\"-\"",
                            "\"[$1]\"",
                            "\"$${1}0\"",
                            "\"$$$$\"",
                            "\"$a\"",
                            "\"$1x\"",
                            "\"$0\"",
                            "\"\"",
                            "\"$\"",
                            "\"$${first}!\"")),
            Map.entry(
                    'f',
                    List.of(
                            "\"%s\"",
                            "\"%s-%s\"",
                            "\"%d%%\"",
                            "\"%05.2f|\"",
                            "\"%v\"",
                            "\"%#v\"",
                            "\"%q\"",
                            "\"%[2]s %[1]v\"",
                            "\"%x %X\"",
                            "\"%-8s|\"",
                            "\"%8s|\"",
                            "\"%08d|\"",
                            "\"%+d\"",
                            "\"% d\"",
                            "\"%#x\"",
                            "\"%o %b\"",
                            "\"%e\"",
                            "\"%g\"",
                            "\"%G\"",
                            "\"%.3g\"",
                            "\"%t\"",
                            "\"plain\"",
                            "\"%\"",
                            "\"%z\"",
                            "\"%!\"",
                            "\"%.2s\"",
                            "\"%.0f\"",
                            "\"%.10e\"",
                            "\"%10.3g|\"",
                            "\"%-10d|\"",
                            "\"%.5d\"",
                            "\"%+.2e\"",
                            "\"%06.1f\"",
                            "\"%[1]s %[1]q\"",
                            "\"%[0]s\"",
                            "\"%5%\"",
                            "\"é%4s\"",
                            "\"%010v|\"",
                            "\"%-5v|\"",
                            "\"%#o %#b\"",
                            "\"%.30f\"",
                            "us")),
            Map.entry(
                    'd',
                    List.of(
                            "\"2018-01-02T23:12:01Z\"",
                            "\"2018-01-02T03:02:01.5-07:00\"",
                            "\"2020-02-29T12:00:00+05:30\"",
                            "\"2018-13-02T23:12:01Z\"",
                            "\"2018-01-02\"",
                            "\"\"",
                            "\"2018-01-02 23:12:01Z\"",
                            "\"2018-02-30T23:12:01Z\"",
                            "\"0000-01-01T00:00:00Z\"",
                            "\"2018-01-02T23:12:01\"",
                            "\"2018-01-02T00:12:01+00:00\"",
                            "\"2018-01-02T24:00:00Z\"")),
            Map.entry(
                    'D',
                    List.of(
                            "\"DD MMM YYYY hh:mm ZZZ\"",
                            "\"EEEE, DD-MMM-YY hh:mm:ss ZZZ\"",
                            "\"EEE, DD MMM YYYY hh:mm:ss ZZZ\"",
                            "\"h'h'mm\"",
                            "\"H:m:s AA aa\"",
                            "\"'quoted ''x'''Z\"",
                            "\"ZZZZ ZZZZZ\"",
                            "\"YYY\"",
                            "\"MMMM M D\"",
                            "\"'open\"",
                            "\"X\"",
                            "\"''\"",
                            "\"\"",
                            "\"EE\"",
                            "\"A\"",
                            "\"ZZ\"",
                            "\"YYYY-MM-DD'T'hh:mm:ssZ\"")),
            Map.entry(
                    'u',
                    List.of(
                            "\"1h\"",
                            "\"-10m\"",
                            "\"1.5h30s\"",
                            "\"x\"",
                            "\"0\"",
                            "\"\"",
                            "\"3ms\"",
                            "\"1h1\"",
                            "\"-.5s\"",
                            "\"100000h\"")),
            Map.entry(
                    'j',
                    List.of(
                            "\"{}\"",
                            "\"[1,2.50,true,null]\"",
                            "\"{\\\"a\\\":{\\\"b\\\":[]}}\"",
                            "\"\\\"x\\\"\"",
                            "\"tru\"",
                            "\"\"",
                            "\"[1,]\"",
                            "\"1e5\"",
                            "\" 12 \"",
                            "\"[1] 2\"",
                            "\"{\\\"a\\\":1,\\\"a\\\":2}\"",
                            "\"\\\"\\\\u00e9\\\\n\\\"\"",
                            "\"01\"",
                            "\"-0\"")),
            Map.entry(
                    'v',
                    List.of(
                            "\"a,b\\n1,2\\n3,4\\n\"",
                            "\"a\"",
                            "\"\"",
                            "\"a,b\\n1\\n\"",
                            "\"a,a\\n1,2\"",
                            "\"a,b\\r\\n\\\"x \\\"\\\"y\\\"\\\"\\\",\\\"1\\n2\\\"\\r\\n\"",
                            "\"a\\n\\n\\n1\\n\"",
                            "\"a\\n\\\"1\\n\"",
                            "\"a\\nx\\\"y\\n\"",
                            "\"a,\\n,\\n\"",
                            "\"a\\n\\\"x\\\"y\\n\"",
                            "\"\\n\\na\\r\\n1\\r\"")),
            Map.entry(
                    't',
                    List.of(
                            "string",
                            "number",
                            "bool",
                            "list(string)",
                            "set(any)",
                            "map(number)",
                            "any",
                            "object({a=number})",
                            "tuple([string,number])",
                            "list(x)")));

    private static final Map<String, String> SIGNATURES = new TreeMap<>(Map.ofEntries(
            Map.entry("abs", "n"),
            Map.entry("can", "a"),
            Map.entry("ceil", "n"),
            Map.entry("chomp", "s"),
            Map.entry("chunklist", "ln"),
            Map.entry("coalescelist", "l*"),
            Map.entry("compact", "k"),
            Map.entry("concat", "l*"),
            Map.entry("contains", "la"),
            Map.entry("convert", "at"),
            Map.entry("csvdecode", "v"),
            Map.entry("distinct", "l"),
            Map.entry("element", "ln"),
            Map.entry("flatten", "l"),
            Map.entry("floor", "n"),
            Map.entry("format", "fa*"),
            Map.entry("formatdate", "Dd"),
            Map.entry("formatlist", "fA*"),
            Map.entry("indent", "ns"),
            Map.entry("join", "sk*"),
            Map.entry("jsondecode", "j"),
            Map.entry("jsonencode", "a"),
            Map.entry("keys", "m"),
            Map.entry("log", "nn"),
            Map.entry("lookup", "msa"),
            Map.entry("lower", "s"),
            Map.entry("max", "n*"),
            Map.entry("merge", "m*"),
            Map.entry("min", "n*"),
            Map.entry("parseint", "sn"),
            Map.entry("pow", "nn"),
            Map.entry("range", "n*"),
            Map.entry("regex", "rs"),
            Map.entry("regex_replace", "srR"),
            Map.entry("regexall", "rs"),
            Map.entry("replace", "sss"),
            Map.entry("reverse", "l"),
            Map.entry("setintersection", "c*"),
            Map.entry("setproduct", "l*"),
            Map.entry("setunion", "c*"),
            Map.entry("signum", "n"),
            Map.entry("slice", "lnn"),
            Map.entry("sort", "k"),
            Map.entry("split", "ss"),
            Map.entry("strrev", "s"),
            Map.entry("substr", "snn"),
            Map.entry("timeadd", "du"),
            Map.entry("title", "s"),
            Map.entry("trim", "ss"),
            Map.entry("trimprefix", "ss"),
            Map.entry("trimspace", "s"),
            Map.entry("trimsuffix", "ss"),
            Map.entry("try", "a*"),
            Map.entry("upper", "s"),
            Map.entry("values", "m"),
            Map.entry("zipmap", "kl")));

    private static final List<String> ANYTHING = List.of(
            "nu", "ns", "nn", "nb", "nl", "no", "dy", "us", "un", "ub", "ul", "um", "uo", "ut", "b", "f", "s", "n",
            "ls", "o", "tu", "ss", "x", "xl", "xe", "ms");

    private final Random random;
    private final List<String> names = List.copyOf(SIGNATURES.keySet());

    CallGenerator(long seed) {
        random = new Random(seed);
    }

    String next() {
        return call(2);
    }

    private String call(int depth) {
        String name = pick(names);
        String signature = SIGNATURES.get(name);
        StringBuilder text = new StringBuilder(name).append('(');
        boolean variadic = signature.endsWith("*");
        int fixed = variadic ? signature.length() - 1 : signature.length();
        int count = variadic ? fixed + random.nextInt(3) - (random.nextInt(8) == 0 ? 1 : 0) : fixed;
        if (random.nextInt(60) == 0) {
            count += random.nextBoolean() ? 1 : -1;
        }
        for (int i = 0; i < count; i++) {
            char kind = signature.charAt(Math.min(i, fixed - 1));
            text.append(i > 0 ? ", " : "").append(argument(kind, depth));
        }
        boolean expands = count > 0 && random.nextInt(40) == 0;
        return text.append(expands ? "...)" : ")").toString();
    }

    private String argument(char kind, int depth) {
        if (kind == 't') {
            return pick(LEAVES.get('t'));
        }
        if (depth > 0 && random.nextInt(7) == 0) {
            return call(depth - 1);
        }
        if (kind == 'A') {
            return argument(random.nextInt(3) == 0 ? 'l' : "snk".charAt(random.nextInt(3)), depth);
        }
        if (kind == 'a') {
            return pick(LEAVES.get("snlmk".charAt(random.nextInt(5))));
        }
        return random.nextInt(12) == 0 ? pick(ANYTHING) : pick(LEAVES.get(kind));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
