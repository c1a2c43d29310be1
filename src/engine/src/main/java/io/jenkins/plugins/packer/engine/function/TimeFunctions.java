package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.engine.config.GoDuration;
import io.jenkins.plugins.packer.engine.interpolate.GoTimeLayout;
import io.jenkins.plugins.packer.engine.interpolate.Strftime;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions of date and time. All that speak of now mean the start of the run. */
final class TimeFunctions {
    private static final String[] NUMBERS = {
        "year", "year_day", "day", "month", "weekday", "hour", "minute", "second", "iso_year", "iso_week"
    };

    private final Instant startTime;

    TimeFunctions(Instant startTime) {
        this.startTime = startTime;
    }

    Function create(String name) {
        return switch (name) {
            case "timestamp" ->
                Function.takesNothing().returns(Type.STRING, arguments -> Value.string(format(GoTimeLayout.RFC3339)));
            case "legacy_isotime" ->
                Function.takesAny("format", Type.STRING)
                        .returns(Type.STRING, arguments -> Value.string(format(layout(arguments))));
            case "legacy_strftime" -> Function.takesAny("format", Type.STRING).returns(Type.STRING, this::strftime);
            case "formatdate" ->
                Function.takes("format", Type.STRING)
                        .and("time", Type.STRING)
                        .returns(Type.STRING, TimeFunctions::formatDate);
            case "timeadd" ->
                Function.takes("timestamp", Type.STRING)
                        .and("duration", Type.STRING)
                        .returns(Type.STRING, TimeFunctions::add);
            case "rfc3339_parse" ->
                Function.takes("timestamp", Type.STRING)
                        .returns(fieldsType("unix", Type.NUMBER), arguments -> parseRfc3339(arguments.get(0)));
            case "unix_timestamp_parse" ->
                Function.takes("unix_timestamp", Type.NUMBER)
                        .returns(fieldsType("rfc3339", Type.STRING), arguments -> parseUnix(arguments.get(0)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String format(String layout) {
        return GoTimeLayout.format(layout, startTime);
    }

    private static String layout(List<Value> arguments) {
        if (arguments.size() > 1) {
            throw new FunctionException("too many values, 1 needed");
        }
        return arguments.isEmpty() ? GoTimeLayout.RFC3339 : arguments.get(0).asString();
    }

    private Value strftime(List<Value> arguments) {
        String layout = layout(arguments);
        return Value.string(arguments.isEmpty() ? format(layout) : Strftime.format(layout, startTime));
    }

    private static Value formatDate(List<Value> arguments) {
        try {
            Timestamp time = TimestampReader.rfc3339(arguments.get(1).asString());
            return Value.string(DateFormat.format(arguments.get(0).asString(), time));
        } catch (TimestampReader.FormatException e) {
            throw new FunctionException(1, String.valueOf(e.getMessage()));
        }
    }

    private static Value add(List<Value> arguments) {
        try {
            Timestamp time = TimestampReader.rfc3339(arguments.get(0).asString());
            return Value.string(
                    time.plus(GoDuration.parse(arguments.get(1).asString())).rfc3339());
        } catch (TimestampReader.FormatException e) {
            throw new FunctionException(0, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new FunctionException(1, String.valueOf(e.getMessage()));
        }
    }

    private static Type fieldsType(String more, Type type) {
        Map<String, Type> fields = new HashMap<>();
        for (String name : NUMBERS) {
            fields.put(name, Type.NUMBER);
        }
        fields.put("month_name", Type.STRING);
        fields.put("weekday_name", Type.STRING);
        fields.put(more, type);
        return Type.object(fields);
    }

    private static Value parseRfc3339(Value text) {
        Timestamp time = TimestampReader.lenient(text.asString())
                .orElseThrow(() ->
                        new FunctionException(0, Quoted.of(text.asString()) + " is not a valid RFC3339 timestamp"));
        Map<String, Value> fields = fields(time.local());
        fields.put("unix", Value.number(time.epochSecond()));
        return Value.object(fields);
    }

    private static Value parseUnix(Value seconds) {
        try {
            LocalDateTime time = LocalDateTime.ofEpochSecond(Arguments.wholeNumber(seconds), 0, ZoneOffset.UTC);
            Map<String, Value> fields = fields(time);
            fields.put("rfc3339", Value.string(new Timestamp(time, 0).rfc3339()));
            return Value.object(fields);
        } catch (FunctionException | DateTimeException e) {
            throw new FunctionException(
                    0,
                    "unix_timestamp must be a whole number of seconds representable as a 64-bit integer: "
                            + e.getMessage());
        }
    }

    private static Map<String, Value> fields(LocalDateTime time) {
        Map<String, Value> fields = new HashMap<>();
        int[] numbers = {
            time.getYear(),
            time.getDayOfYear(),
            time.getDayOfMonth(),
            time.getMonthValue(),
            time.getDayOfWeek().getValue() % 7,
            time.getHour(),
            time.getMinute(),
            time.getSecond(),
            time.get(IsoFields.WEEK_BASED_YEAR),
            time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
        };
        for (int i = 0; i < numbers.length; i++) {
            fields.put(NUMBERS[i], Value.number(numbers[i]));
        }
        fields.put("month_name", Value.string(DateFormat.month(time)));
        fields.put("weekday_name", Value.string(DateFormat.weekday(time)));
        return fields;
    }
}
