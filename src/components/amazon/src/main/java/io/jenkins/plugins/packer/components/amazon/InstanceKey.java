package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.SshOptions;
import io.jenkins.plugins.packer.engine.communicator.TemporaryKeyPair;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
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
        return create(wantsName ? wanted : Marks.name("packer_"), options, tags, context, connection, ec2);
    }

    /** EC2 makes the pair: only keys that it knows can open the password of a Windows instance. */
    private static InstanceKey create(
            String name, InstanceOptions options, Tags tags, BuildContext context, Connections.Open connection, Ec2 ec2)
            throws ComponentException {
        context.ui().say("Creating temporary keypair: " + name);
        CreateKeyPairRequest request = CreateKeyPairRequest.builder()
                .keyName(name)
                .keyType(KeyType.fromValue(options.keyPair().temporaryKeyPairType()))
                .tagSpecifications(tags.specifications(ResourceType.KEY_PAIR))
                .build();
        String material = context.resources()
                .create(
                        KeyPairReaper.resource(connection, name),
                        () -> ec2.create("Creating the key pair " + name, client -> client.createKeyPair(request))
                                .keyMaterial());
        return new InstanceKey(name, TemporaryKeyPair.of(name, null, material, context.secrets()));
    }
}
