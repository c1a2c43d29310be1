package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Options and what becomes of them in the requests. */
class OptionsStoryIT extends AmazonStory {
    private static final String SUCCESS = "<%1$sResponse><return>true</return></%1$sResponse>";

    private String options(String type) {
        return common("packer-test-web").replace("t3.micro", type) + "communicator = \"none\"\n";
    }

    private Map<String, String> only(String action) {
        List<Map<String, String>> requests = proxy.requests(action);
        assertThat(requests).as(action).hasSize(1);
        return requests.get(0);
    }

    /** The values of parameters that are alike but for a number, such as {@code SecurityGroupId.1}. */
    private static Set<String> all(Map<String, String> request, String pattern) {
        Set<String> values = new TreeSet<>();
        request.forEach((name, value) -> {
            if (name.matches(pattern)) {
                values.add(value);
            }
        });
        return values;
    }

    /** Has EC2 refuse an action, when everything before it has been asked. */
    private void refusing(String refused) {
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                return action.equals(refused) ? Ec2Proxy.Answer.error(400, "Unsupported", "Seen enough.") : null;
            }
        });
    }

    private void seenEnough() throws IOException {
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("Seen enough.");
        assertThat(proxy.mistakes()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anInstanceIsLaunchedAsItsOptionsSay() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("#cloud-config\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(directory.resolve("user-data.gz"), packed.toByteArray());
        write("amazon-ebs", options("m5.large") + """
              ebs_optimized             = true
              enable_nitro_enclave      = true
              shutdown_behavior         = "terminate"
              no_ephemeral              = true
              user_data_file            = "user-data.gz"
              iam_instance_profile      = "machines"
              skip_profile_validation   = true
              capacity_reservation_id   = "cr-1"
              temporary_key_pair_name   = "of-the-web"

              placement {
                host_id = "h-1"
                tenancy = "host"
              }

              license_specifications {
                license_configuration_request {
                  license_configuration_arn = "arn:aws:license-manager:us-east-1:123456789012:license-configuration:lic-1"
                }
              }

              metadata_options {
                http_tokens                 = "required"
                http_put_response_hop_limit = 3
                instance_metadata_tags      = "enabled"
              }

              run_tag {
                key   = "Team"
                value = "web"
              }

              run_volume_tag {
                name  = "Purpose"
                value = "building"
              }

              launch_block_device_mappings {
                device_name = "/dev/sdb"
                no_device   = true
              }

              launch_block_device_mappings {
                device_name  = "/dev/sdc"
                virtual_name = "ephemeral0"
              }

              launch_block_device_mappings {
                device_name = "/dev/sdd"
                snapshot_id = "snap-1"
                volume_type = "io1"
                volume_size = 100
                iops        = 500
                encrypted   = true
                kms_key_id  = "alias/volumes"
              }
            """, "");
        refusing("RunInstances");
        seenEnough();
        Map<String, String> request = only("RunInstances");
        assertThat(request)
                .containsEntry("InstanceType", "m5.large")
                .containsEntry("EbsOptimized", "true")
                .containsEntry("EnclaveOptions.Enabled", "true")
                .containsEntry("InstanceInitiatedShutdownBehavior", "terminate")
                .containsEntry("UserData", Base64.getEncoder().encodeToString(packed.toByteArray()))
                .containsEntry("IamInstanceProfile.Name", "machines")
                .containsEntry(
                        "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId", "cr-1")
                .containsEntry("KeyName", "of-the-web")
                .containsEntry("Placement.HostId", "h-1")
                .containsEntry("Placement.Tenancy", "host")
                .containsKey("LicenseSpecification.1.LicenseConfigurationArn")
                .containsEntry("MetadataOptions.HttpTokens", "required")
                .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "3")
                .containsEntry("MetadataOptions.InstanceMetadataTags", "enabled")
                .containsEntry("BlockDeviceMapping.1.NoDevice", "")
                .containsEntry("BlockDeviceMapping.2.VirtualName", "ephemeral0")
                .containsEntry("BlockDeviceMapping.3.Ebs.SnapshotId", "snap-1")
                .containsEntry("BlockDeviceMapping.3.Ebs.Iops", "500")
                .containsEntry("BlockDeviceMapping.3.Ebs.KmsKeyId", "alias/volumes")
                .containsEntry("BlockDeviceMapping.4.DeviceName", "xvdca")
                .containsEntry("BlockDeviceMapping.29.DeviceName", "xvdcz")
                .doesNotContainKeys("CreditSpecification.CpuCredits", "BlockDeviceMapping.1.Ebs.DeleteOnTermination");
        assertThat(all(request, "TagSpecification\\.\\d+\\.Tag\\.\\d+\\.Key")).contains("Team", "Purpose");
        assertThat(services.names()).doesNotContain("iam:GetInstanceProfile");
    }

    @Test
    void theNetworkIsFoundAsItsOptionsSay() throws IOException {
        write("amazon-ebs", options("t3.micro").replace("\"none\"", "\"ssh\"") + """
              ssh_username              = "root"
              ssh_interface             = "private_ip"
              enable_unlimited_credits  = true
              tenancy                   = "dedicated"
              user_data                 = "#!/bin/sh"
              capacity_reservation_preference       = "open"
              associate_public_ip_address           = false
              temporary_security_group_source_cidrs = ["10.0.0.0/8", "2001:db8::/32"]

              vpc_filter {
                filters = { "is-default" = "true" }
              }

              subnet_filter {
                filters   = { "default-for-az" = "true" }
                most_free = true
              }
            """, "");
        refusing("RunInstances");
        seenEnough();
        assertThat(only("AuthorizeSecurityGroupIngress"))
                .containsEntry("IpPermissions.1.FromPort", "22")
                .containsEntry("IpPermissions.1.IpRanges.1.CidrIp", "10.0.0.0/8")
                .containsEntry("IpPermissions.1.Ipv6Ranges.1.CidrIpv6", "2001:db8::/32");
        assertThat(only("RunInstances"))
                .containsEntry("CreditSpecification.CpuCredits", "unlimited")
                .containsEntry("Placement.Tenancy", "dedicated")
                .containsEntry("UserData", "IyEvYmluL3No")
                .containsEntry("CapacityReservationSpecification.CapacityReservationPreference", "open")
                .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "false")
                .containsKeys("NetworkInterface.1.SubnetId", "NetworkInterface.1.SecurityGroupId.1")
                .doesNotContainKeys("SubnetId", "SecurityGroupId.1");
    }

    /** The subnet must be in the zone that the template wants. */
    @Test
    void aPublicAddressIsAskedForInTheZoneOfTheTemplate() throws IOException {
        String vpc = MotoGaps.element(Moto.ask(HOME, "DescribeVpcs"), "vpcId");
        String group = MotoGaps.element(Moto.ask(HOME, "DescribeSecurityGroups"), "groupId");
        write("amazon-ebs", options("t3.micro") + """
              associate_public_ip_address = true
              availability_zone           = "us-east-1c"
              vpc_id                      = "%s"
              security_group_filter {
                filters = { "group-id" = "%s" }
              }
            """.formatted(vpc, group), "");
        refusing("RunInstances");
        seenEnough();
        Map<String, String> request = only("RunInstances");
        assertThat(request)
                .containsEntry("Placement.AvailabilityZone", "us-east-1c")
                .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "true")
                .containsEntry("NetworkInterface.1.SecurityGroupId.1", group);
        assertThat(Moto.ask(HOME, "DescribeSubnets", "SubnetId.1", request.get("NetworkInterface.1.SubnetId")))
                .contains("<availabilityZone>us-east-1c</availabilityZone>");
        assertThat(proxy.actions()).doesNotContain("CreateSecurityGroup");
    }

    @Test
    void aSpotInstanceIsAskedForAsItsOptionsSay() throws IOException {
        write("amazon-ebs", options("t3.micro").replaceFirst("instance_type .*", "") + """
              spot_price               = "0.05"
              spot_instance_types      = ["t3.micro", "t3a.micro"]
              spot_allocation_strategy = "lowest-price"
              block_duration_minutes   = 60
              no_ephemeral             = true
              fleet_tags               = { Fleet = "one" }

              fleet_tag {
                key   = "Kind"
                value = "fleet"
              }

              spot_tag {
                key   = "Kind"
                value = "spot"
              }

              launch_block_device_mappings {
                device_name = "/dev/sdb"
                no_device   = true
              }

              metadata_options {
                http_tokens = "required"
              }
            """, "");
        refusing("CreateFleet");
        seenEnough();
        assertThat(only("CreateLaunchTemplate"))
                .containsEntry("LaunchTemplateData.InstanceMarketOptions.SpotOptions.MaxPrice", "0.05")
                .containsEntry("LaunchTemplateData.InstanceMarketOptions.SpotOptions.BlockDurationMinutes", "60")
                .containsEntry("LaunchTemplateData.MetadataOptions.HttpTokens", "required")
                .containsEntry("LaunchTemplateData.BlockDeviceMapping.1.NoDevice", "")
                .containsEntry("LaunchTemplateData.BlockDeviceMapping.2.DeviceName", "xvdca")
                .containsValue("spot")
                .doesNotContainKey("LaunchTemplateData.InstanceType");
        Map<String, String> fleet = only("CreateFleet");
        assertThat(fleet)
                .containsEntry("SpotOptions.AllocationStrategy", "lowest-price")
                .containsEntry("Type", "instant");
        assertThat(all(fleet, "LaunchTemplateConfigs\\.1\\.Overrides\\.\\d+\\.InstanceType"))
                .containsExactly("t3.micro", "t3a.micro");
        assertThat(all(fleet, "TagSpecification\\.1\\.Tag\\.\\d+\\.Value")).contains("one", "fleet");
    }

    @Test
    void anImageIsMadeAsItsOptionsSay() throws IOException {
        write("amazon-ebs", options("t3.micro") + """
              ami_groups        = ["all"]
              ami_org_arns      = ["arn:aws:organizations::123456789012:organization/o-1"]
              ami_ou_arns       = ["arn:aws:organizations::123456789012:ou/o-1/ou-1"]
              ami_product_codes = ["code-1", "code-2"]
              imds_support      = "v2.0"
              snapshot_groups   = ["all"]
              run_tags          = { Team = "web" }
              skip_ami_run_tags = true
              sriov_support     = true
              ami_regions       = ["eu-west-1"]
              skip_region_validation         = true
              snapshot_copy_duration_minutes = 30

              deregistration_protection {
                with_cooldown = true
              }

              snapshot_tag {
                key   = "Kind"
                value = "root"
              }

              ami_block_device_mappings {
                device_name = "/dev/sdb"
                no_device   = true
              }
            """, "");
        Set<String> modified = ConcurrentHashMap.newKeySet();
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                // What moto does not know of them.
                return action.equals("ModifyImageAttribute") && modified.add(action + number)
                        ? new Ec2Proxy.Answer(200, SUCCESS.formatted(action))
                        : null;
            }
        });
        succeed();
        assertThat(only("CreateImage")).containsEntry("BlockDeviceMapping.1.NoDevice", "");
        assertThat(all(only("CreateImage"), "TagSpecification\\.\\d+\\.Tag\\.\\d+\\.Key"))
                .doesNotContain("Team");
        assertThat(only("CopyImage"))
                .containsEntry("SnapshotCopyCompletionDurationMinutes", "30")
                .containsEntry("CopyImageTags", "true");
        assertThat(proxy.actions()).doesNotContain("DescribeRegions");
        List<Map<String, String>> images = proxy.requests("ModifyImageAttribute");
        for (Map.Entry<String, String> change : Map.of(
                        "LaunchPermission.Add.1.Group", "all",
                        "LaunchPermission.Add.1.OrganizationArn",
                                "arn:aws:organizations::123456789012:organization/o-1",
                        "LaunchPermission.Add.1.OrganizationalUnitArn",
                                "arn:aws:organizations::123456789012:ou/o-1/ou-1",
                        "ProductCode.2", "code-2",
                        "ImdsSupport.Value", "v2.0")
                .entrySet()) {
            assertThat(images)
                    .as(change.getKey())
                    .filteredOn(request -> change.getValue().equals(request.get(change.getKey())))
                    .hasSize(2);
        }
        assertThat(proxy.requests("ModifySnapshotAttribute"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).containsEntry("CreateVolumePermission.Add.1.Group", "all"));
        assertThat(proxy.requests("EnableImageDeregistrationProtection"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).containsEntry("WithCooldown", "true"));
        assertThat(proxy.requests("ModifyInstanceAttribute"))
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("SriovNetSupport.Value", "simple"));
        assertThat(proxy.requests("CreateTags"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).containsEntry("Tag.1.Key", "Kind"));
    }

    @Test
    void imagesOfTheNameAreReplacedInAllRegionsAndCopiesHaveTheirKeys() throws IOException {
        String options = options("t3.micro") + """
              ami_regions            = ["eu-west-1", "us-west-2"]
              skip_save_build_region = true
              encrypt_boot           = true
              region_kms_key_ids     = { eu-west-1 = "alias/west", us-west-2 = "alias/far" }
            """;
        write("amazon-ebs", options, "");
        succeed();
        Set<String> first = leftovers();
        assertThat(first).hasSize(4).noneMatch(line -> line.startsWith(HOME));
        assertThat(proxy.requests("CopyImage"))
                .extracting(request -> request.get("KmsKeyId"))
                .containsExactlyInAnyOrder("alias/west", "alias/far");
        write("amazon-ebs", options + "force_deregister = true\nforce_delete_snapshot = true\n", "");
        proxy.intervene(world());
        succeed();
        assertThat(leftovers()).hasSize(4).doesNotContainAnyElementsOf(first);
    }

    /** It is somebody's who will miss it. */
    @Test
    void aKeyPairThatHasTheNameAlreadyIsLeftAlone() throws IOException {
        Moto.ask(HOME, "CreateKeyPair", "KeyName", "of-somebody");
        write(
                "amazon-ebs",
                options("t3.micro") + "temporary_key_pair_name = \"of-somebody\"\ntemporary_key_pair_bits = 2048\n",
                "");
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("temporary_key_pair_bits has no effect", "(InvalidKeyPair.Duplicate) Choose another");
        assertThat(leftovers()).containsExactly(HOME + " keyName of-somebody");
        PermissionsPage.needsTheRow("temporary_key_pair_name", proxy);
    }
}
