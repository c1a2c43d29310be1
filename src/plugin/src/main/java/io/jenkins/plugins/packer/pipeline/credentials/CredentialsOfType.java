package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsMatcher;

/**
 * Matches credentials by the name of a class or interface of theirs, so that the plugin which has it need not be there.
 *
 * @param name the full name
 */
record CredentialsOfType(String name) implements CredentialsMatcher {
    @Override
    public boolean matches(Credentials item) {
        return isOf(item.getClass());
    }

    private boolean isOf(Class<?> type) {
        if (type == null) {
            return false;
        }
        if (type.getName().equals(name) || isOf(type.getSuperclass())) {
            return true;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (isOf(implemented)) {
                return true;
            }
        }
        return false;
    }
}
