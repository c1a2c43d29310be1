package io.jenkins.plugins.packer.engine.gotemplate;

/** What a function accepts for a parameter; as in Go nothing is converted. */
public enum GoType {
    STRING("string"),
    INT("int"),
    /** Any value; absent ones arrive as null. */
    ANY("interface {}");

    private final String goName;

    GoType(String goName) {
        this.goName = goName;
    }

    /** Go's name of the type, for messages. */
    public String goName() {
        return goName;
    }
}
