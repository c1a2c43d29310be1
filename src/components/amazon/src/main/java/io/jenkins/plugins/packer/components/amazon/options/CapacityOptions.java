package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/** Capacity that is reserved for the instance. */
public record CapacityOptions(
        @Nullable @Option(doc = "Whether a reservation is used where one fits: open or none (the default).")
        String capacityReservationPreference,

        @Nullable @Option(doc = "Id of the capacity reservation to use.")
        String capacityReservationId,

        @Nullable @Option(doc = "ARN of the capacity reservation group to use.")
        String capacityReservationGroupArn) {

    /** The preference that holds; null where a reservation is named. */
    public @Nullable String preference() {
        if (isGiven(capacityReservationId) || isGiven(capacityReservationGroupArn)) {
            return null;
        }
        return isGiven(capacityReservationPreference) ? capacityReservationPreference : "none";
    }

    void check(ConfigurationCheck check) {
        if (isGiven(capacityReservationId) && isGiven(capacityReservationGroupArn)) {
            check.error(
                    "capacity_reservation_id",
                    "Two capacity reservations",
                    "capacity_reservation_id and capacity_reservation_group_arn exclude each other: set one of them.");
        }
        boolean named = isGiven(capacityReservationId) || isGiven(capacityReservationGroupArn);
        if (named && isGiven(capacityReservationPreference)) {
            check.error(
                    "capacity_reservation_preference",
                    "Preference beside a capacity reservation",
                    "A reservation is named, so capacity_reservation_preference must not be set.");
        }
        if (isGiven(capacityReservationPreference)
                && !"none".equals(capacityReservationPreference)
                && !"open".equals(capacityReservationPreference)) {
            check.error(
                    "capacity_reservation_preference",
                    "Unknown preference",
                    "capacity_reservation_preference is \"none\" or \"open\".");
        }
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
