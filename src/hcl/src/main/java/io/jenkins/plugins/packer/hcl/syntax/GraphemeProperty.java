package io.jenkins.plugins.packer.hcl.syntax;

/**
 * The properties of Unicode 15.0 that decide where a grapheme cluster ends: Grapheme_Cluster_Break of
 * GraphemeBreakProperty.txt, and Extended_Pictographic of emoji-data.txt.
 */
final class GraphemeProperty {
    static final char OTHER = 'O';
    static final char CARRIAGE_RETURN = 'r';
    static final char LINE_FEED = 'n';
    static final char CONTROL = 'C';
    static final char EXTEND = 'E';
    static final char ZERO_WIDTH_JOINER = 'Z';
    static final char REGIONAL_INDICATOR = 'R';
    static final char PREPEND = 'P';
    static final char SPACING_MARK = 'S';
    static final char HANGUL_L = 'L';
    static final char HANGUL_V = 'V';
    static final char HANGUL_T = 'T';
    static final char HANGUL_LV = 'v';
    static final char HANGUL_LVT = 't';
    static final char PICTOGRAPHIC = 'X';

    private static final int HANGUL_FIRST = 0xAC00;
    private static final int HANGUL_LAST = 0xD7A3;
    private static final int HANGUL_TRAILING = 28;

    /** Property, first and last code point of each range beyond ASCII, in order, without Hangul syllables. */
    private static final String TABLE =
            "C80-9f Xa9 Cad Xae E300-36f E483-489 E591-5bd E5bf E5c1-5c2 E5c4-5c5 E5c7 P600-605 E610-61a C61c "
                    + "E64b-65f E670 E6d6-6dc P6dd E6df-6e4 E6e7-6e8 E6ea-6ed P70f E711 E730-74a E7a6-7b0 E7eb-7f3 E7fd "
                    + "E816-819 E81b-823 E825-827 E829-82d E859-85b P890-891 E898-89f E8ca-8e1 P8e2 E8e3-902 S903 E93a "
                    + "S93b E93c S93e-940 E941-948 S949-94c E94d S94e-94f E951-957 E962-963 E981 S982-983 E9bc E9be "
                    + "S9bf-9c0 E9c1-9c4 S9c7-9c8 S9cb-9cc E9cd E9d7 E9e2-9e3 E9fe Ea01-a02 Sa03 Ea3c Sa3e-a40 Ea41-a42 "
                    + "Ea47-a48 Ea4b-a4d Ea51 Ea70-a71 Ea75 Ea81-a82 Sa83 Eabc Sabe-ac0 Eac1-ac5 Eac7-ac8 Sac9 Sacb-acc "
                    + "Eacd Eae2-ae3 Eafa-aff Eb01 Sb02-b03 Eb3c Eb3e-b3f Sb40 Eb41-b44 Sb47-b48 Sb4b-b4c Eb4d Eb55-b57 "
                    + "Eb62-b63 Eb82 Ebbe Sbbf Ebc0 Sbc1-bc2 Sbc6-bc8 Sbca-bcc Ebcd Ebd7 Ec00 Sc01-c03 Ec04 Ec3c "
                    + "Ec3e-c40 Sc41-c44 Ec46-c48 Ec4a-c4d Ec55-c56 Ec62-c63 Ec81 Sc82-c83 Ecbc Scbe Ecbf Scc0-cc1 Ecc2 "
                    + "Scc3-cc4 Ecc6 Scc7-cc8 Scca-ccb Eccc-ccd Ecd5-cd6 Ece2-ce3 Scf3 Ed00-d01 Sd02-d03 Ed3b-d3c Ed3e "
                    + "Sd3f-d40 Ed41-d44 Sd46-d48 Sd4a-d4c Ed4d Pd4e Ed57 Ed62-d63 Ed81 Sd82-d83 Edca Edcf Sdd0-dd1 "
                    + "Edd2-dd4 Edd6 Sdd8-dde Eddf Sdf2-df3 Ee31 Se33 Ee34-e3a Ee47-e4e Eeb1 Seb3 Eeb4-ebc Eec8-ece "
                    + "Ef18-f19 Ef35 Ef37 Ef39 Sf3e-f3f Ef71-f7e Sf7f Ef80-f84 Ef86-f87 Ef8d-f97 Ef99-fbc Efc6 "
                    + "E102d-1030 S1031 E1032-1037 E1039-103a S103b-103c E103d-103e S1056-1057 E1058-1059 E105e-1060 "
                    + "E1071-1074 E1082 S1084 E1085-1086 E108d E109d L1100-115f V1160-11a7 T11a8-11ff E135d-135f "
                    + "E1712-1714 S1715 E1732-1733 S1734 E1752-1753 E1772-1773 E17b4-17b5 S17b6 E17b7-17bd S17be-17c5 "
                    + "E17c6 S17c7-17c8 E17c9-17d3 E17dd E180b-180d C180e E180f E1885-1886 E18a9 E1920-1922 S1923-1926 "
                    + "E1927-1928 S1929-192b S1930-1931 E1932 S1933-1938 E1939-193b E1a17-1a18 S1a19-1a1a E1a1b S1a55 "
                    + "E1a56 S1a57 E1a58-1a5e E1a60 E1a62 E1a65-1a6c S1a6d-1a72 E1a73-1a7c E1a7f E1ab0-1ace E1b00-1b03 "
                    + "S1b04 E1b34-1b3a S1b3b E1b3c S1b3d-1b41 E1b42 S1b43-1b44 E1b6b-1b73 E1b80-1b81 S1b82 S1ba1 "
                    + "E1ba2-1ba5 S1ba6-1ba7 E1ba8-1ba9 S1baa E1bab-1bad E1be6 S1be7 E1be8-1be9 S1bea-1bec E1bed S1bee "
                    + "E1bef-1bf1 S1bf2-1bf3 S1c24-1c2b E1c2c-1c33 S1c34-1c35 E1c36-1c37 E1cd0-1cd2 E1cd4-1ce0 S1ce1 "
                    + "E1ce2-1ce8 E1ced E1cf4 S1cf7 E1cf8-1cf9 E1dc0-1dff C200b E200c Z200d C200e-200f C2028-202e X203c "
                    + "X2049 C2060-206f E20d0-20f0 X2122 X2139 X2194-2199 X21a9-21aa X231a-231b X2328 X2388 X23cf "
                    + "X23e9-23f3 X23f8-23fa X24c2 X25aa-25ab X25b6 X25c0 X25fb-25fe X2600-2605 X2607-2612 X2614-2685 "
                    + "X2690-2705 X2708-2712 X2714 X2716 X271d X2721 X2728 X2733-2734 X2744 X2747 X274c X274e X2753-2755 "
                    + "X2757 X2763-2767 X2795-2797 X27a1 X27b0 X27bf X2934-2935 X2b05-2b07 X2b1b-2b1c X2b50 X2b55 "
                    + "E2cef-2cf1 E2d7f E2de0-2dff E302a-302f X3030 X303d E3099-309a X3297 X3299 Ea66f-a672 Ea674-a67d "
                    + "Ea69e-a69f Ea6f0-a6f1 Ea802 Ea806 Ea80b Sa823-a824 Ea825-a826 Sa827 Ea82c Sa880-a881 Sa8b4-a8c3 "
                    + "Ea8c4-a8c5 Ea8e0-a8f1 Ea8ff Ea926-a92d Ea947-a951 Sa952-a953 La960-a97c Ea980-a982 Sa983 Ea9b3 "
                    + "Sa9b4-a9b5 Ea9b6-a9b9 Sa9ba-a9bb Ea9bc-a9bd Sa9be-a9c0 Ea9e5 Eaa29-aa2e Saa2f-aa30 Eaa31-aa32 "
                    + "Saa33-aa34 Eaa35-aa36 Eaa43 Eaa4c Saa4d Eaa7c Eaab0 Eaab2-aab4 Eaab7-aab8 Eaabe-aabf Eaac1 Saaeb "
                    + "Eaaec-aaed Saaee-aaef Saaf5 Eaaf6 Sabe3-abe4 Eabe5 Sabe6-abe7 Eabe8 Sabe9-abea Sabec Eabed "
                    + "Vd7b0-d7c6 Td7cb-d7fb Efb1e Efe00-fe0f Efe20-fe2f Cfeff Eff9e-ff9f Cfff0-fffb E101fd E102e0 "
                    + "E10376-1037a E10a01-10a03 E10a05-10a06 E10a0c-10a0f E10a38-10a3a E10a3f E10ae5-10ae6 E10d24-10d27 "
                    + "E10eab-10eac E10efd-10eff E10f46-10f50 E10f82-10f85 S11000 E11001 S11002 E11038-11046 E11070 "
                    + "E11073-11074 E1107f-11081 S11082 S110b0-110b2 E110b3-110b6 S110b7-110b8 E110b9-110ba P110bd "
                    + "E110c2 P110cd E11100-11102 E11127-1112b S1112c E1112d-11134 S11145-11146 E11173 E11180-11181 "
                    + "S11182 S111b3-111b5 E111b6-111be S111bf-111c0 P111c2-111c3 E111c9-111cc S111ce E111cf "
                    + "S1122c-1122e E1122f-11231 S11232-11233 E11234 S11235 E11236-11237 E1123e E11241 E112df "
                    + "S112e0-112e2 E112e3-112ea E11300-11301 S11302-11303 E1133b-1133c E1133e S1133f E11340 "
                    + "S11341-11344 S11347-11348 S1134b-1134d E11357 S11362-11363 E11366-1136c E11370-11374 S11435-11437 "
                    + "E11438-1143f S11440-11441 E11442-11444 S11445 E11446 E1145e E114b0 S114b1-114b2 E114b3-114b8 "
                    + "S114b9 E114ba S114bb-114bc E114bd S114be E114bf-114c0 S114c1 E114c2-114c3 E115af S115b0-115b1 "
                    + "E115b2-115b5 S115b8-115bb E115bc-115bd S115be E115bf-115c0 E115dc-115dd S11630-11632 E11633-1163a "
                    + "S1163b-1163c E1163d S1163e E1163f-11640 E116ab S116ac E116ad S116ae-116af E116b0-116b5 S116b6 "
                    + "E116b7 E1171d-1171f E11722-11725 S11726 E11727-1172b S1182c-1182e E1182f-11837 S11838 "
                    + "E11839-1183a E11930 S11931-11935 S11937-11938 E1193b-1193c S1193d E1193e P1193f S11940 P11941 "
                    + "S11942 E11943 S119d1-119d3 E119d4-119d7 E119da-119db S119dc-119df E119e0 S119e4 E11a01-11a0a "
                    + "E11a33-11a38 S11a39 P11a3a E11a3b-11a3e E11a47 E11a51-11a56 S11a57-11a58 E11a59-11a5b "
                    + "P11a84-11a89 E11a8a-11a96 S11a97 E11a98-11a99 S11c2f E11c30-11c36 E11c38-11c3d S11c3e E11c3f "
                    + "E11c92-11ca7 S11ca9 E11caa-11cb0 S11cb1 E11cb2-11cb3 S11cb4 E11cb5-11cb6 E11d31-11d36 E11d3a "
                    + "E11d3c-11d3d E11d3f-11d45 P11d46 E11d47 S11d8a-11d8e E11d90-11d91 S11d93-11d94 E11d95 S11d96 "
                    + "E11d97 E11ef3-11ef4 S11ef5-11ef6 E11f00-11f01 P11f02 S11f03 S11f34-11f35 E11f36-11f3a "
                    + "S11f3e-11f3f E11f40 S11f41 E11f42 C13430-1343f E13440 E13447-13455 E16af0-16af4 E16b30-16b36 "
                    + "E16f4f S16f51-16f87 E16f8f-16f92 E16fe4 S16ff0-16ff1 E1bc9d-1bc9e C1bca0-1bca3 E1cf00-1cf2d "
                    + "E1cf30-1cf46 E1d165 S1d166 E1d167-1d169 S1d16d E1d16e-1d172 C1d173-1d17a E1d17b-1d182 "
                    + "E1d185-1d18b E1d1aa-1d1ad E1d242-1d244 E1da00-1da36 E1da3b-1da6c E1da75 E1da84 E1da9b-1da9f "
                    + "E1daa1-1daaf E1e000-1e006 E1e008-1e018 E1e01b-1e021 E1e023-1e024 E1e026-1e02a E1e08f E1e130-1e136 "
                    + "E1e2ae E1e2ec-1e2ef E1e4ec-1e4ef E1e8d0-1e8d6 E1e944-1e94a X1f000-1f0ff X1f10d-1f10f X1f12f "
                    + "X1f16c-1f171 X1f17e-1f17f X1f18e X1f191-1f19a X1f1ad-1f1e5 R1f1e6-1f1ff X1f201-1f20f X1f21a "
                    + "X1f22f X1f232-1f23a X1f23c-1f23f X1f249-1f3fa E1f3fb-1f3ff X1f400-1f53d X1f546-1f64f X1f680-1f6ff "
                    + "X1f774-1f77f X1f7d5-1f7ff X1f80c-1f80f X1f848-1f84f X1f85a-1f85f X1f888-1f88f X1f8ae-1f8ff "
                    + "X1f90c-1f93a X1f93c-1f945 X1f947-1faff X1fc00-1fffd Ce0000-e001f Ee0020-e007f Ce0080-e00ff "
                    + "Ee0100-e01ef Ce01f0-e0fff";

    private static final int[] FIRST;
    private static final int[] LAST;
    private static final char[] PROPERTY;

    static {
        int ranges = 1;
        for (int i = 0; i < TABLE.length(); i++) {
            if (TABLE.charAt(i) == ' ') {
                ranges++;
            }
        }
        FIRST = new int[ranges];
        LAST = new int[ranges];
        PROPERTY = new char[ranges];
        int at = 0;
        for (int range = 0; range < ranges; range++) {
            PROPERTY[range] = TABLE.charAt(at++);
            int value = 0;
            for (; at < TABLE.length() && TABLE.charAt(at) != ' '; at++) {
                if (TABLE.charAt(at) == '-') {
                    FIRST[range] = value;
                    value = 0;
                } else {
                    value = value << 4 | Character.digit(TABLE.charAt(at), 16);
                }
            }
            LAST[range] = value;
            FIRST[range] = FIRST[range] == 0 ? value : FIRST[range];
            at++;
        }
    }

    private GraphemeProperty() {}

    static char of(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == '\r'
                    ? CARRIAGE_RETURN
                    : codePoint == '\n' ? LINE_FEED : codePoint < 0x20 || codePoint == 0x7F ? CONTROL : OTHER;
        }
        if (codePoint >= HANGUL_FIRST && codePoint <= HANGUL_LAST) {
            return (codePoint - HANGUL_FIRST) % HANGUL_TRAILING == 0 ? HANGUL_LV : HANGUL_LVT;
        }
        int low = 0;
        int high = FIRST.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (codePoint < FIRST[middle]) {
                high = middle - 1;
            } else if (codePoint > LAST[middle]) {
                low = middle + 1;
            } else {
                return PROPERTY[middle];
            }
        }
        return OTHER;
    }
}
