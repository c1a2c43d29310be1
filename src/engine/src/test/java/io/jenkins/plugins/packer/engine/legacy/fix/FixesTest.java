package io.jenkins.plugins.packer.engine.legacy.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.legacy.GoJson;
import io.jenkins.plugins.packer.engine.legacy.LegacyReader;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of Packer's corrections; the same against Packer itself is LegacyAgainstPackerTest in src/cli. */
class FixesTest {
    private static Map<String, @Nullable Object> tree(String json) {
        SourceFile file = SourceFile.of("t.json", json.replace('\'', '"'));
        return GoJson.tree((JsonNode.ObjectNode) JsonParser.parse(file, new Diagnostics()));
    }

    private static Fix named(String name) {
        return Fixes.all().stream()
                .filter(fix -> fix.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String fixed(String name, String json) throws FixException {
        Map<String, @Nullable Object> tree = tree(json);
        named(name).apply(tree);
        return GoJson.text(tree).replaceAll("\n *", "").replace("\": ", "\":").replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "iso-md5 | {'iso_md5':'a'} | {'iso_checksum':'a','iso_checksum_type':'md5'}",
                "iso-md5 | {'iso_md5':5} | {'iso_md5':5}",
                "createtime | {'ami_name':'a {{ .CreateTime}}','x':'{{.CreateTime}}'} | {'ami_name':'a {{timestamp}}','x':'{{.CreateTime}}'}",
                "virtualbox-gaattach | {'guest_additions_attach':true,'type':'virtualbox'} | {'guest_additions_mode':'attach','type':'virtualbox'}",
                "virtualbox-gaattach | {'guest_additions_attach':false,'type':'virtualbox'} | {'guest_additions_mode':'upload','type':'virtualbox'}",
                "virtualbox-rename | {'type':'virtualbox'} | {'type':'virtualbox-iso'}",
                "vmware-rename | {'type':'vmware'} | {'type':'vmware-iso'}",
                "parallels-headless | {'headless':true,'type':'parallels-pvm'} | {'type':'parallels-pvm'}",
                "parallels-headless | {'headless':true,'type':'qemu'} | {'headless':true,'type':'qemu'}",
                "parallels-deprecations | {'guest_os_distribution':'u','parallels_tools_host_path':'p','type':'parallels-iso'} | {'guest_os_type':'u','type':'parallels-iso'}",
                "sshkeypath | {'ssh_key_path':'k'} | {'ssh_private_key_file':'k'}",
                "sshkeypath | {'ssh_key_path':'k','ssh_private_key_file':'p'} | {'ssh_private_key_file':'p'}",
                "sshdisableagent | {'ssh_disable_agent':true} | {'ssh_disable_agent_forwarding':true}",
                "sshdisableagent | {'ssh_disable_agent':'x'} | {'ssh_disable_agent':'x'}",
                "scaleway-access-key | {'access_key':'k','type':'scaleway'} | {'organization_id':'k','type':'scaleway'}",
                "amazon-shutdown_behavior | {'shutdown_behaviour':'s','type':'amazon-ebs'} | {'shutdown_behavior':'s','type':'amazon-ebs'}",
                "amazon-enhanced-networking | {'enhanced_networking':false,'type':'amazon-x'} | {'ena_support':false,'type':'amazon-x'}",
                "amazon-private-ip | {'ssh_private_ip':'T','type':'amazon-ebs'} | {'ssh_interface':'private_ip','type':'amazon-ebs'}",
                "amazon-private-ip | {'ssh_private_ip':false,'type':'amazon-ebs'} | {'ssh_interface':'public_ip','type':'amazon-ebs'}",
                "amazon-private-ip | {'ssh_interface':'x','ssh_private_ip':true,'type':'amazon-ebs'} | {'ssh_interface':'x','ssh_private_ip':true,'type':'amazon-ebs'}",
                "amazon-temp-sec-cidrs | {'temporary_security_group_source_cidr':'c','type':'amazon-ebs'} | {'temporary_security_group_source_cidrs':['c'],'type':'amazon-ebs'}",
                "vmware-compaction | {'remote_type':'esx5','type':'vmware-iso'} | {'disk_type_id':'zeroedthick','remote_type':'esx5','skip_compaction':true,'type':'vmware-iso'}",
                "vmware-compaction | {'disk_type_id':'thin','remote_type':'esx5','type':'vmware-iso'} | {'disk_type_id':'thin','remote_type':'esx5','type':'vmware-iso'}",
                "vmware-compaction | {'disk_type_id':'x','remote_type':'esx5','skip_compaction':false,'type':'vmware-iso'} | {'disk_type_id':'x','remote_type':'esx5','skip_compaction':true,'type':'vmware-iso'}",
                "hyperv-deprecations | {'type':'hyperv-iso','vhd_temp_path':'p'} | {'type':'hyperv-iso'}",
                "hyperv-vmxc-typo | {'clone_from_vmxc_path':'p','type':'hyperv-vmcx'} | {'clone_from_vmcx_path':'p','type':'hyperv-vmcx'}",
                "hyperv-cpu-and-ram | {'cpu':2,'ram_size':'x','type':'hyperv-iso'} | {'cpus':2,'memory':'x','type':'hyperv-iso'}",
                "clean-image-name | {'a':'clean_ami_name','b':{'c':'clean_image_name'}} | {'a':'clean_resource_name','b':{'c':'clean_resource_name'}}",
                "spot-price-auto-product | {'spot_price_auto_product':'x','type':'amazon-instance'} | {'type':'amazon-instance'}",
                "qemu-disk-size | {'disk_size':40000,'type':'qemu'} | {'disk_size':'40000M','type':'qemu'}",
                "qemu-disk-size | {'disk_size':'4G','type':'qemu'} | {'disk_size':'4G','type':'qemu'}",
                "comm-config | {'ssh_host_port_max':2,'ssh_host_port_min':1,'ssh_skip_nat_mapping':true,'type':'virtualbox-ovf'} | {'host_port_max':2,'host_port_min':1,'skip_nat_mapping':true,'type':'virtualbox-ovf'}",
                "comm-config | {'host_port_min':3,'ssh_host_port_min':1,'type':'virtualbox-ovf'} | {'host_port_min':3,'type':'virtualbox-ovf'}",
                "ssh-wait-timeout | {'ssh_wait_timeout':'5m'} | {'ssh_timeout':'5m'}",
                "ssh-wait-timeout | {'ssh_timeout':'1m','ssh_wait_timeout':'5m'} | {'ssh_timeout':'1m'}",
                "vsphere-iso-net-disk | {'disk_size':5,'network':'n','networkCard':'c','storage':[{'disk_size':6}],'type':'vsphere-iso'} | {'network_adapters':[{'network':'n','network_card':'c'}],'storage':[{'disk_size':5},{'disk_size':6}],'type':'vsphere-iso'}",
                "iso-checksum-type-and-url | {'iso_checksum':'a','iso_checksum_type':'md5'} | {'iso_checksum':'md5:a'}",
                "iso-checksum-type-and-url | {'iso_checksum':'a','iso_checksum_url':'u'} | {'iso_checksum':'file:u'}",
                "iso-checksum-type-and-url | {'iso_checksum_type':'none'} | {}",
                "qemu-host-port | {'ssh_host_port_max':2,'ssh_host_port_min':1,'type':'qemu'} | {'host_port_max':2,'host_port_min':1,'type':'qemu'}",
                "azure-exclude_from_latest | {'shared_image_destination':{'exlude_from_latest':true},'type':'azure-chroot'} | {'shared_image_destination':{'exclude_from_latest':true},'type':'azure-chroot'}",
                "proxmox-type | {'type':'proxmox'} | {'type':'proxmox-iso'}",
            })
    void aBuilderIsCorrected(String name, String builder, String wanted) throws FixException {
        assertThat(fixed(name, "{'builders':[" + builder + "]}")).isEqualTo("{'builders':[" + wanted + "]}");
        assertThat(fixed(name, "{'builders':[" + wanted + "]}")).isEqualTo("{'builders':[" + wanted + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "pp-vagrant-override | {'aws':{},'type':'vagrant','vmware':{'a':1}} | {'override':{'aws':{},'vmware':{'a':1}},'type':'vagrant'}",
                "manifest-filename | {'filename':'f','type':'manifest'} | {'output':'f','type':'manifest'}",
                "docker-tag-tags | {'tag':'a, b','tags':['b','c'],'type':'docker-tag'} | {'tags':['a','b','c'],'type':'docker-tag'}",
                "docker-tag-tags | {'type':'docker-tag'} | {'tags':[],'type':'docker-tag'}",
            })
    void aPostProcessorIsCorrectedAlsoWithinASequence(String name, String step, String wanted) throws FixException {
        assertThat(fixed(name, "{'post-processors':['x'," + step + ",['y'," + step + "]]}"))
                .isEqualTo("{'post-processors':['x'," + wanted + ",['y'," + wanted + "]]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "powershell-escapes | {'elevated_password':'a`$b','elevated_user':'``c','environment_vars':['A=`\\'x`\\''],'type':'powershell'} | {'elevated_password':'a$b','elevated_user':'`c','environment_vars':['A=\\'x\\''],'type':'powershell'}",
                "powershell-escapes | {'elevated_user':'``c','environment_vars':'A=``','type':'powershell'} | {'elevated_user':'``c','environment_vars':'A=``','type':'powershell'}",
                "galaxy-command | {'galaxycommand':'g','type':'ansible-local'} | {'galaxy_command':'g','type':'ansible-local'}",
                "galaxy-command | {'galaxy_command':'h','galaxycommand':'g','type':'ansible-local'} | {'galaxy_command':'h','type':'ansible-local'}",
                "virtualbox-rename | {'override':{'virtualbox':{'a':1}}} | {'override':{'virtualbox-iso':{'a':1}}}",
            })
    void aProvisionerIsCorrected(String name, String step, String wanted) throws FixException {
        assertThat(fixed(name, "{'builders':[],'provisioners':[" + step + "]}"))
                .isEqualTo("{'builders':[],'provisioners':[" + wanted + "]}");
    }

    @Test
    void aDockerLoginsAddressGoesWhereThereArePostProcessors() throws FixException {
        assertThat(fixed("docker-email", "{'builders':[{'login_email':'a'}]}"))
                .isEqualTo("{'builders':[{'login_email':'a'}]}");
        assertThat(fixed("docker-email", "{'builders':[{'login_email':'a'}],'post-processors':[{'login_email':'a'}]}"))
                .isEqualTo("{'builders':[{}],'post-processors':[{}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iso-md5 {'builders':{}}",
                "iso-md5 {'builders':['a']}",
                "amazon-private-ip {'builders':[{'type':'amazon-ebs','ssh_private_ip':'maybe'}]}",
                "vsphere-iso-net-disk {'builders':[{'type':'vsphere-iso','disk_size':1,'storage':5}]}",
                "virtualbox-rename {'provisioners':[{'override':5}]}",
                "docker-tag-tags {'post-processors':[{'type':'docker-tag','tags':[5]}]}",
            })
    void whatCannotBeCorrectedIsTold(String wrong) {
        int space = wrong.indexOf(' ');
        assertThatThrownBy(() -> fixed(wrong.substring(0, space), wrong.substring(space + 1)))
                .isInstanceOf(FixException.class)
                .hasMessageMatching(".*(must be|is not).*");
    }

    @Test
    void namesAreUniqueAndInPackersOrder() {
        assertThat(Fixes.all())
                .hasSize(34)
                .extracting(Fix::name)
                .doesNotHaveDuplicates()
                .startsWith("iso-md5", "createtime")
                .endsWith("azure-exclude_from_latest", "proxmox-type");
    }

    @Test
    void correctionsThatWouldChangeATemplateAreKnown() {
        SourceFile file = SourceFile.of("t.json", "{\"builders\": [{\"type\": \"proxmox\", \"iso_md5\": \"a\"}]}");
        assertThat(Fixes.applicable(LegacyReader.read(file, new Diagnostics()).orElseThrow()))
                .extracting(Fix::name)
                .containsExactly("iso-md5", "iso-checksum-type-and-url", "proxmox-type");
    }

    @ParameterizedTest
    @CsvSource({
        "1e2, 100",
        "1.50, 1.5",
        "1e21, 1e+21",
        "1e-7, 1e-7",
        "0.000001, 0.000001",
        "-0.0, -0",
        "123456789012345678901, 123456789012345680000",
        "1.5e300, 1.5e+300",
        "12.5e-9, 1.25e-8"
    })
    void numbersAreWrittenAsGoWritesThem(String json, String wanted) {
        assertThat(GoJson.text(tree("{'a':" + json + "}"))).isEqualTo("{\n  \"a\": " + wanted + "\n}");
    }

    @Test
    void textsAreWrittenAsGoWritesThem() {
        assertThat(GoJson.text(tree("{'a':'<b>&\\u2028\\u0001\\n\\b\\\\é🤷','b':{},'c':[]}")))
                .isEqualTo("{\n  \"a\": \"<b>\\u0026\\u2028\\u0001\\n\\b\\\\é🤷\",\n  \"b\": {},\n  \"c\": []\n}");
    }
}
