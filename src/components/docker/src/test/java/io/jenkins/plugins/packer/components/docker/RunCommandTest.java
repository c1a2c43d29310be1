package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
    private static final ContainerRequest REQUEST =
            new ContainerRequest(Map.of("FROM_HOST", "yes", "HOME", "/home/me"), Path.of("/work"));

    private static String json(String arguments) throws Exception {
        return REQUEST.json(RunCommand.parse(List.of((arguments + " -- image").split(" "))))
                .toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -d                              | {}
        -it                             | {'OpenStdin':true,'Tty':true}
        -dit                            | {'OpenStdin':true,'Tty':true}
        --interactive=false --tty       | {'OpenStdin':false,'Tty':true}
        --entrypoint=/bin/sh            | {'Entrypoint':['/bin/sh']}
        --entrypoint= -d                | {'Entrypoint':['']}
        -e A=b -eC=d --env E=f=g        | {'Env':['A=b','C=d','E=f=g']}
        -e FROM_HOST -e NOT_THERE       | {'Env':['FROM_HOST=yes']}
        -u 1000:1000 -w/tmp             | {'User':'1000:1000','WorkingDir':'/tmp'}
        -h here --domainname example    | {'Hostname':'here','Domainname':'example'}
        -l a=b --label c                | {'Labels':{'a':'b','c':''}}
        --stop-signal INT               | {'StopSignal':'INT'}
        --stop-timeout=3                | {'StopTimeout':3}
        --no-healthcheck                | {'Healthcheck':{'Test':['NONE']}}
        --expose 80                     | {'ExposedPorts':{'80/tcp':{}}}
        -v /data                        | {'Volumes':{'/data':{}}}
        """)
    void describesTheContainer(String arguments, String expected) throws Exception {
        ObjectMapper json = new ObjectMapper();
        com.fasterxml.jackson.databind.node.ObjectNode wanted =
                (com.fasterxml.jackson.databind.node.ObjectNode) json.readTree(expected.replace('\'', '"'));
        wanted.put("Image", "image").putObject("HostConfig");
        assertThat(json.readTree(json(arguments))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -v /a:/b:ro -v name:/c          | {'Binds':['/a:/b:ro','name:/c']}
        -v ./a:/b -v ~/c:/d             | {'Binds':['/work/a:/b','/home/me/c:/d']}
        --network=host                  | {'NetworkMode':'host'}
        --net none                      | {'NetworkMode':'none'}
        --dns 1.1.1.1 --dns-search a    | {'Dns':['1.1.1.1'],'DnsSearch':['a']}
        --add-host a:1.2.3.4            | {'ExtraHosts':['a:1.2.3.4']}
        -m 512m --memory-swap=-1        | {'Memory':536870912,'MemorySwap':-1}
        --memory 1gb --shm-size 64k     | {'Memory':1073741824,'ShmSize':65536}
        --cpus 1.5 -c 512               | {'NanoCpus':1500000000,'CpuShares':512}
        --security-opt seccomp=unconfined | {'SecurityOpt':['seccomp=unconfined']}
        --ulimit nofile=1024:2048       | {'Ulimits':[{'Name':'nofile','Soft':1024,'Hard':2048}]}
        --init --rm                     | {'Init':true,'AutoRemove':true}
        --restart on-failure:3          | {'RestartPolicy':{'Name':'on-failure','MaximumRetryCount':3}}
        --privileged --read-only        | {'Privileged':true,'ReadonlyRootfs':true}
        --cap-add ALL --cap-drop CHOWN  | {'CapAdd':['ALL'],'CapDrop':['CHOWN']}
        --device /dev/fuse              | {'Devices':[{'PathOnHost':'/dev/fuse','PathInContainer':'/dev/fuse','CgroupPermissions':'rwm'}]}
        --device /dev/a:/dev/b:r        | {'Devices':[{'PathOnHost':'/dev/a','PathInContainer':'/dev/b','CgroupPermissions':'r'}]}
        --tmpfs /a --tmpfs /b:size=1m   | {'Tmpfs':{'/a':'','/b':'size=1m'}}
        --ipc host --pid host --uts host | {'IpcMode':'host','PidMode':'host','UTSMode':'host'}
        --userns host --cgroupns private | {'UsernsMode':'host','CgroupnsMode':'private'}
        --sysctl net.core.somaxconn=9   | {'Sysctls':{'net.core.somaxconn':'9'}}
        --group-add audio               | {'GroupAdd':['audio']}
        --log-driver none --log-opt a=b | {'LogConfig':{'Type':'none','Config':{'a':'b'}}}
        --runtime runsc                 | {'Runtime':'runsc'}
        --mount type=bind,src=./a,dst=/b,ro | {'Mounts':[{'Type':'bind','Source':'/work/a','Target':'/b','ReadOnly':true}]}
        --mount type=tmpfs,target=/t,tmpfs-mode=1770 | {'Mounts':[{'Type':'tmpfs','Target':'/t','TmpfsOptions':{'Mode':1016}}]}
        """)
    void describesItsSurroundings(String arguments, String expected) throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(json(arguments)).path("HostConfig").toString()).isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -p 80                      | {'80/tcp':[{'HostIp':'','HostPort':''}]}
        -p 8080:80                 | {'80/tcp':[{'HostIp':'','HostPort':'8080'}]}
        -p 127.0.0.1:8053:53/udp   | {'53/udp':[{'HostIp':'127.0.0.1','HostPort':'8053'}]}
        -p [::1]:80:80 -p 81:80    | {'80/tcp':[{'HostIp':'::1','HostPort':'80'},{'HostIp':'','HostPort':'81'}]}
        """)
    void publishesPorts(String arguments, String expected) throws Exception {
        assertThat(new ObjectMapper()
                        .readTree(json(arguments))
                        .path("HostConfig")
                        .path("PortBindings")
                        .toString())
                .isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void takesTheImageAndTheCommandBehindTheFlags() throws Exception {
        RunCommand run = RunCommand.parse(List.of("-d", "--name", "x", "alpine:3", "-c", "--help"));
        assertThat(run.image()).isEqualTo("alpine:3");
        assertThat(run.command()).containsExactly("-c", "--help");
        assertThat(run.last(RunFlag.NAME, "")).isEqualTo("x");
        assertThat(RunCommand.parse(List.of("-d")).image()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cidfile x", "--gpus=all", "-a stdin", "--sig-proxy", "-x", "--no-such"})
    void refusesOtherFlagsByName(String arguments) {
        String flag = arguments.split("[ =]")[0];
        assertThatThrownBy(() -> json(arguments))
                .isInstanceOf(RunCommand.MalformedException.class)
                .hasMessageContaining("the flag " + flag + " is not supported");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --memory lots        | "lots" of --memory
        --cpus many          | "many" of --cpus
        --ulimit nofile      | "nofile" of --ulimit
        --device /a:/b:x     | "/a:/b:x" of --device
        -p 80-90:80          | the port "80-90"
        --tty=maybe          | "maybe" is not true or false
        --mount type=bind    | has no target
        --mount a=b,dst=/c   | the field "a"
        --stop-timeout soon  | "soon" of --stop-timeout
        --restart on-failure:x | "on-failure:x" of --restart
        """)
    void saysWhichValueIsWrong(String arguments, String expected) {
        assertThatThrownBy(() -> json(arguments))
                .isInstanceOf(RunCommand.MalformedException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void wantsAValueForAFlagAtTheEnd() {
        assertThatThrownBy(() -> RunCommand.parse(List.of("--name"))).hasMessage("the flag --name needs a value");
        assertThatThrownBy(() -> RunCommand.parse(List.of("-e"))).hasMessage("the flag -e needs a value");
    }
}
