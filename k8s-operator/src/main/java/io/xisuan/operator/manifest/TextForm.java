package io.xisuan.operator.manifest;

import io.xisuan.billing.party.CreditCode;
import io.xisuan.operator.api.v1alpha1.Patterns;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

/** What the text patterns of our schemas stand for, in words, and what a pattern alone cannot see (30 February). */
public enum TextForm {
    MONEY(Patterns.MONEY, "amount of yuan", "1234.56"),
    PRICE(Patterns.PRICE, "price", "5.15 (yuan per device-hour, at most six decimals)"),
    RATE(Patterns.RATE, "rate", "0.30 for 30 %"),
    FACTOR(Patterns.FACTOR, "number from 0 to 99", "1.07"),
    DURATION(Patterns.DURATION, "length of time", "36h or 2d12h"),
    DATE(Patterns.DATE, "date", "2025-10-01"),
    INSTANT(Patterns.INSTANT, "instant", "2025-10-01T09:30:00+08:00"),
    TIME_OF_DAY(Patterns.TIME_OF_DAY, "time of day", "08:00"),
    NAME(Patterns.NAME, "name", "small letters, digits and -"),
    JURISDICTION(Patterns.JURISDICTION, "jurisdiction", "gansu/qingyang"),
    CREDIT_CODE(Patterns.CREDIT_CODE, "unified social credit code", "18 digits and capitals without I, O, S, V, Z"),
    STORE(Patterns.STORE, "address of a store", "s3://bucket/path (or oss, obs, cos, pvc)"),
    QUANTITY(Patterns.QUANTITY, "quantity", "96, 500m or 64Gi"),
    VARIABLE(Patterns.VARIABLE, "name of an environment variable", "letters, digits and _"),
    PARTITION(Patterns.PARTITION, "MIG profile", "1g.10gb"),
    RESOURCE(Patterns.RESOURCE, "name of a resource", "rdma/hca_shared_devices_a"),
    NETWORK(Patterns.NETWORK, "name of a network", "kube-system/rdma-net"),
    STORE_PREFIX(Patterns.STORE_PREFIX, "beginning of addresses of a store", "s3://bucket/ (or oss, obs, cos)"),
    OBJECT(Patterns.OBJECT, "name of an object", "small letters, digits, - and .");

    private final String pattern;
    private final String noun;
    private final String example;

    TextForm(String pattern, String noun, String example) {
        this.pattern = pattern;
        this.noun = noun;
        this.example = example;
    }

    /** Returns the form that a schema's pattern stands for, or empty for another pattern. */
    public static Optional<TextForm> of(String pattern) {
        return Arrays.stream(values())
                .filter(form -> form.pattern.equals(pattern))
                .findFirst();
    }

    /** Returns the message of the API server, which prints the text itself before it. */
    public String instruction() {
        return "no %s: write it as %s".formatted(noun, example);
    }

    /** Returns the message for a text that does not match. */
    String mismatch(String text) {
        return "\"%s\" is no %s: write it as %s".formatted(text, noun, example);
    }

    /** Returns what is wrong with a text that matches the pattern, or empty when nothing is. */
    Optional<String> flaw(String text) {
        try {
            return exists(text) ? Optional.empty() : Optional.of(missing(text));
        } catch (DateTimeException e) {
            return Optional.of(missing(text));
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean exists(String text) {
        return switch (this) {
            case DATE -> LocalDate.parse(text).getYear() > 0;
            case INSTANT -> OffsetDateTime.parse(text).getYear() > 0;
            case CREDIT_CODE -> new CreditCode(text).value().equals(text);
            case MONEY,
                    PRICE,
                    RATE,
                    FACTOR,
                    DURATION,
                    TIME_OF_DAY,
                    NAME,
                    JURISDICTION,
                    STORE,
                    QUANTITY,
                    VARIABLE,
                    PARTITION,
                    RESOURCE,
                    NETWORK,
                    STORE_PREFIX,
                    OBJECT -> true;
        };
    }

    private String missing(String text) {
        return "\"%s\" is no %s that exists".formatted(text, noun);
    }
}
