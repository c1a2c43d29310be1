package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.SshOptions;
import io.jenkins.plugins.packer.engine.communicator.TemporaryKeyPair;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.KeyType;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * The key pair of the instance: the one that the template names, a temporary one, or none.
 *
 * @param name the key pair's name for the launch, or null for none
 * @param temporary the temporary key pair, or null
 */
record InstanceKey(@Nullable String name, @Nullable TemporaryKeyPair temporary) {

    static InstanceKey prepare(
            InstanceOptions options, Tags tags, BuildContext context, Connections.Open connection, Ec2 ec2)
            throws ComponentException {
        SshOptions ssh = options.communicator().ssh();
        String named = options.keyPair().sshKeypairName();
        boolean hasName = named != null && !named.isEmpty();
        String file = ssh.sshPrivateKeyFile();
        if (file != null && !file.isEmpty()) {
            context.ui().say("Using existing SSH private key");
            return new InstanceKey(hasName ? named : null, null);
        }
        if (ssh.sshAgentAuth()) {
            context.ui()
                    .say(
                            hasName
                                    ? "Using SSH Agent for existing key pair " + named
                                    : "Using SSH Agent with key pair in Source AMI");
            return new InstanceKey(hasName ? named : null, null);
        }
        String wanted = options.keyPair().temporaryKeyPairName();
        boolean wantsName = wanted != null && !wanted.isEmpty();
        String password = ssh.sshPassword();
        if (password != null && !password.isEmpty() && !wantsName) {
            context.ui().say("Not using temporary keypair");
            return new InstanceKey(hasName ? named : null, null);
        }
        return new Creation(options, context, ec2).run(wantsName ? wanted : "", tags, connection);
    }

    /** EC2 makes the pair: only keys that it knows can open the password of a Windows instance. */
    private record Creation(InstanceOptions options, BuildContext context, Ec2 ec2) {

        /**
         * Has it made.
         *
         * @param chosen the name that the template chooses, which a pair of somebody else may have; empty for none
         */
        InstanceKey run(String chosen, Tags tags, Connections.Open connection) throws ComponentException {
            if (chosen.isEmpty()) {
                String name = Marks.name("packer_");
                return create(name, tags, KeyPairReaper.resource(connection, name));
            }
            String mark = Marks.name("packer-");
            return create(chosen, tags.and(KeyPairReaper.MARK, mark), KeyPairReaper.named(connection, chosen, mark));
        }

        private InstanceKey create(String name, Tags tags, Resource resource) throws ComponentException {
            context.ui().say("Creating temporary keypair: " + name);
            CreateKeyPairRequest request = CreateKeyPairRequest.builder()
                    .keyName(name)
                    .keyType(KeyType.fromValue(options.keyPair().temporaryKeyPairType()))
                    .tagSpecifications(tags.specifications(ResourceType.KEY_PAIR))
                    .build();
            String material = context.resources().create(resource, () -> material(request, resource));
            return new InstanceKey(name, TemporaryKeyPair.of(name, null, material, context.secrets()));
        }

        /** Where the answer with the key was lost and EC2 was asked again, the pair is there, and nobody has its key. */
        private String material(CreateKeyPairRequest request, Resource resource) throws ComponentException {
            try {
                return create(request);
            } catch (AwsException e) {
                if (!e.code().equals("InvalidKeyPair.Duplicate") || !KeyPairReaper.isOwn(resource, ec2)) {
                    throw e;
                }
                KeyPairReaper.delete(request.keyName(), ec2);
                return create(request);
            }
        }

        private String create(CreateKeyPairRequest request) throws ComponentException {
            return ec2.create("Creating the key pair " + request.keyName(), client -> client.createKeyPair(request))
                    .keyMaterial();
        }
    }
}
