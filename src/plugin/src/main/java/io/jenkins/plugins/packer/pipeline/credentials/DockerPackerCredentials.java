package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import hudson.Extension;
import hudson.Util;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A login to a registry of Docker images: a user name with a password, which become a Docker configuration of the run's own. */
public final class DockerPackerCredentials extends PackerCredentials {
    private static final long serialVersionUID = 1L;
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private String registry = "";

    @DataBoundConstructor
    public DockerPackerCredentials(String credentialsId) {
        super(credentialsId);
    }

    public String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(String registry) {
        this.registry = Util.fixNull(registry).strip();
    }

    /** What a configuration does not have gets its default. */
    private Object readResolve() {
        setRegistry(registry);
        return this;
    }

    @Override
    public void bind(Use use, Binding binding) throws IOException {
        StandardUsernamePasswordCredentials login = find(use, StandardUsernamePasswordCredentials.class);
        String password = login.getPassword().getPlainText();
        String both = Base64.getEncoder().encodeToString(Binding.utf8(login.getUsername() + ":" + password));
        binding.hide(password);
        binding.hide(both);
        Map<String, String> logins = binding.registryLogins();
        logins.put(registry.isEmpty() ? DOCKER_HUB : registry, both);
        binding.file("docker/config.json", configuration(new LinkedHashMap<>(logins)));
        binding.variable("DOCKER_CONFIG", binding.path("credentials/docker"));
    }

    private static byte[] configuration(Map<String, String> logins) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("auths");
            for (Map.Entry<String, String> login : logins.entrySet()) {
                json.writeObjectFieldStart(login.getKey());
                json.writeStringField("auth", login.getValue());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toByteArray();
    }

    /** The kind in forms. */
    @Extension
    @Symbol("packerDocker")
    public static final class DescriptorImpl extends PackerCredentialsDescriptor {
        public DescriptorImpl() {
            super(DockerPackerCredentials.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.Docker_DisplayName();
        }

        @Override
        protected CredentialsMatcher fitting() {
            return CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class);
        }
    }
}
