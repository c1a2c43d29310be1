package io.jenkins.plugins.packer.components.docker;

/** User and password of an ECR registry; valid for twelve hours. */
record EcrToken(String user, String password) {
    @Override
    public String toString() {
        return "EcrToken[user=" + user + "]";
    }
}
