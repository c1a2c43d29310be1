package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The AWS configuration files of the run's user (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html), and
 * what they and the environment say of region and profile.
 *
 * @param files both files
 * @param name the profile that holds
 * @param named whether the template or the environment names it
 * @param region the region that the template or the environment gives, or null
 */
record AwsProfiles(
        ProfileFile files,
        String name,
        boolean named,
        @Nullable String givenRegion) {

    static AwsProfiles read(AccessOptions options, Map<String, String> environment, Path directory) {
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        String credentials = options.sharedCredentialsFile();
        add(
                files,
                credentials == null ? environment.get("AWS_SHARED_CREDENTIALS_FILE") : credentials,
                home(environment).resolve("credentials"),
                directory,
                ProfileFile.Type.CREDENTIALS);
        add(
                files,
                environment.get("AWS_CONFIG_FILE"),
                home(environment).resolve("config"),
                directory,
                ProfileFile.Type.CONFIGURATION);
        String name = first(options.profile(), environment.get("AWS_PROFILE"));
        String region =
                first(first(options.region(), environment.get("AWS_REGION")), environment.get("AWS_DEFAULT_REGION"));
        return new AwsProfiles(files.build(), name == null ? "default" : name, name != null, region);
    }

    private static void add(
            ProfileFile.Aggregator files, @Nullable String named, Path usual, Path directory, ProfileFile.Type type) {
        Path path = named == null || named.isEmpty() ? usual : directory.resolve(named);
        if (Files.isReadable(path)) {
            files.addFile(ProfileFile.builder().content(path).type(type).build());
        }
    }

    /** The directory of AWS's files of the run's user. */
    static Path home(Map<String, String> environment) {
        String home = first(environment.get("HOME"), environment.get("USERPROFILE"));
        return Path.of(home == null ? System.getProperty("user.home") : home, ".aws");
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null && !one.isEmpty() ? one : other != null && !other.isEmpty() ? other : null;
    }

    /** The profile, where the files have it. */
    Optional<Profile> profile() {
        return files.profile(name);
    }

    /** The region to work in. */
    String region() throws ComponentException {
        String found = givenRegion == null
                ? profile().flatMap(profile -> profile.property("region")).orElse("")
                : givenRegion;
        if (found.isEmpty()) {
            throw new ComponentException(
                    "No AWS region: set region, AWS_REGION, or region of the profile " + name + ".");
        }
        return found;
    }
}
