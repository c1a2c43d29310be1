package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates and starts the container of a build.
 *
 * <p>Packer mounts a temporary directory of its own machine at {@code container_dir} and moves uploads through it. That
 * needs the engine on the same machine; here files move through the API. For provisioners that rely on the directory an
 * anonymous volume is mounted there: it is empty at first, can be written to and uploaded to, is no part of the image,
 * and goes away with the container.
 */
record ContainerStart(DockerConfiguration configuration, BuildContext context, DockerEngine engine) {

    RunningContainer start(String image) throws ComponentException {
        context.ui().say("Creating a temporary directory for sharing data...");
        List<String> arguments = arguments(image);
        context.ui().say("Starting docker container...");
        context.ui().message("Run command: docker run " + String.join(" ", arguments));
        RunCommand run;
        ObjectNode body;
        try {
            run = RunCommand.parse(arguments);
            body = new ContainerRequest(context.environment(), context.directory()).json(run);
        } catch (RunCommand.MalformedException e) {
            throw new ComponentException("Error running container: in run_command " + e.getMessage() + ".", e);
        }
        String mark = Marks.name(context);
        String name = run.last(RunFlag.NAME, mark);
        Marks.labels(context, Marks.CONTAINER, mark)
                .forEach((label, value) -> body.withObject("/Labels").put(label, value));
        body.withObject("/HostConfig")
                .withArray("/Mounts")
                .addObject()
                .put("Type", "volume")
                .put("Target", configuration.containerDir())
                .putObject("VolumeOptions")
                .put("NoCopy", true);
        Resource resource = ContainerReaper.resource(engine.endpoint(), name, mark);
        JsonNode container =
                context.resources().create(resource, () -> createAndStart(name, run, body), ContainerStart::id);
        context.ui().message("Container ID: " + id(container));
        String user = container.path("Config").path("User").asText("");
        return new RunningContainer(id(container), address(container), user, mark, resource);
    }

    /** The arguments of {@code docker run}: what the options say, then {@code run_command}. */
    private List<String> arguments(String image) throws ComponentException {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--device", configuration.device());
        add(arguments, "--cap-add", configuration.capAdd());
        add(arguments, "--cap-drop", configuration.capDrop());
        if (configuration.privileged()) {
            arguments.add("--privileged");
        }
        if (configuration.runtime() != null) {
            add(arguments, "--runtime", List.of(configuration.runtime()));
        }
        if (configuration.platform() != null) {
            add(arguments, "--platform", List.of(configuration.platform()));
        }
        add(arguments, "--tmpfs", configuration.tmpfs());
        configuration.volumes().forEach((host, guest) -> add(arguments, "-v", List.of(host + ":" + guest)));
        for (String argument : configuration.runCommand()) {
            arguments.add(context.templates().render(argument, Map.of("Image", image)));
        }
        return arguments;
    }

    private static void add(List<String> arguments, String flag, List<String> values) {
        for (String value : values) {
            arguments.add(flag);
            arguments.add(value);
        }
    }

    /** What the engine knows of the container, once it runs. */
    private JsonNode createAndStart(String name, RunCommand run, ObjectNode body) throws ComponentException {
        StringBuilder path = new StringBuilder("/containers/create?name=").append(DockerEngine.query(name));
        Images.append(path, "platform", run.last(RunFlag.PLATFORM, ""));
        try {
            String id = id(engine.toItsEnd(own -> own.post("Creating the container", path.toString(), body)));
            engine.send("Starting the container", "POST", "/containers/" + id + "/start");
            Containers containers = new Containers(engine);
            JsonNode container = containers
                    .find(id)
                    .orElseThrow(() -> new ComponentException("The container " + id + ", just started, is gone."));
            Optional<String> ended = containers.whyEnded(container);
            if (ended.isPresent()) {
                throw new ComponentException("Error running container: it ended as soon as it was started, "
                        + ended.get() + "\n" + Containers.REMEDY);
            }
            return container;
        } catch (EngineException e) {
            throw new ComponentException("Error running container: " + e.getMessage(), e);
        }
    }

    private static String id(JsonNode container) {
        return container.path("Id").asText();
    }

    private static String address(JsonNode container) {
        JsonNode settings = container.path("NetworkSettings");
        String address = settings.path("IPAddress").asText("");
        for (JsonNode network : settings.path("Networks")) {
            if (address.isEmpty()) {
                address = network.path("IPAddress").asText("");
            }
        }
        return address;
    }
}
