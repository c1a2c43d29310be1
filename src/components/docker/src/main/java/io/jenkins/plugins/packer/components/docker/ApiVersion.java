package io.jenkins.plugins.packer.components.docker;

/**
 * A version of the engine's API (https://docs.docker.com/reference/api/engine/#versioned-api-and-sdk).
 *
 * @param major first number
 * @param minor second number
 */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /**
     * A version as the engine writes it, such as {@code 1.43}.
     *
     * @throws NumberFormatException when it is not of that form
     */
    static ApiVersion parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new NumberFormatException("\"" + text + "\" is not a version of the Docker engine's API");
        }
        return new ApiVersion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
