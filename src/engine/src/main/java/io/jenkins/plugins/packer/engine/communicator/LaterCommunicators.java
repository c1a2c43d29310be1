package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.config.Refused;

/**
 * Options of the communicators that come with a later release, as a group of the builders whose templates may hold them:
 * until then each is refused by name.
 */
@Refused(
        options = {
            "ssh_host",
            "ssh_port",
            "ssh_username",
            "ssh_password",
            "ssh_keypair_name",
            "temporary_key_pair_name",
            "temporary_key_pair_type",
            "temporary_key_pair_bits",
            "ssh_ciphers",
            "ssh_clear_authorized_keys",
            "ssh_key_exchange_algorithms",
            "ssh_private_key_file",
            "ssh_certificate_file",
            "ssh_pty",
            "ssh_timeout",
            "ssh_wait_timeout",
            "ssh_agent_auth",
            "ssh_disable_agent_forwarding",
            "ssh_handshake_attempts",
            "ssh_bastion_host",
            "ssh_bastion_port",
            "ssh_bastion_agent_auth",
            "ssh_bastion_username",
            "ssh_bastion_password",
            "ssh_bastion_interactive",
            "ssh_bastion_private_key_file",
            "ssh_bastion_certificate_file",
            "ssh_file_transfer_method",
            "ssh_proxy_host",
            "ssh_proxy_port",
            "ssh_proxy_username",
            "ssh_proxy_password",
            "ssh_keep_alive_interval",
            "ssh_read_write_timeout",
            "ssh_remote_tunnels",
            "ssh_local_tunnels",
            "ssh_public_key",
            "ssh_private_key"
        },
        reason = "the ssh communicator comes with a later release")
@Refused(
        options = {
            "winrm_username",
            "winrm_password",
            "winrm_host",
            "winrm_no_proxy",
            "winrm_port",
            "winrm_timeout",
            "winrm_use_ssl",
            "winrm_insecure",
            "winrm_use_ntlm"
        },
        reason = "the winrm communicator comes with a later release")
public record LaterCommunicators() {}
