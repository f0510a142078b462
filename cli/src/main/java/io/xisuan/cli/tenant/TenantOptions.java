package io.xisuan.cli.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.party.CreditCode;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who a tenant is and what it may use, as options; what is not given stays as it is. */
final class TenantOptions {
    @Option(names = "--name-zh", paramLabel = "TEXT", description = "The name in Chinese, as invoices carry it.")
    private Optional<String> nameZh = Optional.empty();

    @Option(names = "--name-en", paramLabel = "TEXT", description = "The name in English.")
    private Optional<String> nameEn = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "WORD",
            description = "enterprise, university, institute or person (default of a new one: enterprise).")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--credit-code",
            paramLabel = "CODE",
            description =
                    "The unified social credit code (GB 32100-2015), 18 characters; its check characters are checked.")
    private Optional<String> creditCode = Optional.empty();

    @Option(names = "--size", paramLabel = "WORD", description = "micro, small, medium, large or not-applicable.")
    private Optional<String> size = Optional.empty();

    @Option(names = "--registration", paramLabel = "PLACE", description = "Where it is registered, as gansu/qingyang.")
    private Optional<String> registration = Optional.empty();

    @Option(
            names = "--tax-domicile",
            paramLabel = "PLACE",
            description = "Where it pays taxes (default of a new one: where it is registered).")
    private Optional<String> taxDomicile = Optional.empty();

    @Option(names = "--address", paramLabel = "TEXT", description = "The address that invoices print.")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--guaranteed",
            paramLabel = "N",
            description = "Devices it gets before others (default of a new one: 0).")
    private Optional<Integer> guaranteed = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Devices it may hold at one time at most.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--weight",
            paramLabel = "N",
            description = "Its part of what is beyond all guarantees (default of a new one: 1).")
    private Optional<Integer> weight = Optional.empty();

    @Option(names = "--parent", paramLabel = "TENANT", description = "The tenant whose quota its own is a part of.")
    private Optional<String> parent = Optional.empty();

    @Option(names = "--credit-limit", paramLabel = "CNY", description = "How much it may owe, in yuan.")
    private Optional<String> creditLimit = Optional.empty();

    @Option(
            names = "--monthly-budget",
            paramLabel = "CNY",
            description = "What it means to spend in a calendar month: it is told, and nothing is stopped.")
    private Optional<String> monthlyBudget = Optional.empty();

    /** Puts what was given over what is there. */
    ObjectNode over(ObjectNode spec) {
        boolean fresh = spec.isEmpty();
        text(spec.withObjectProperty("name"), "zh", nameZh);
        text(spec.withObjectProperty("name"), "en", nameEn.or(() -> fresh ? nameZh : Optional.empty()));
        text(spec, "kind", kind.or(() -> usual(fresh, "enterprise")));
        creditCode.ifPresent(code -> checked("--credit-code", code));
        text(spec, "creditCode", creditCode);
        text(spec, "sizeClass", size);
        text(spec, "registration", registration);
        text(spec, "taxDomicile", taxDomicile.or(() -> fresh ? registration : Optional.empty()));
        text(spec, "address", address);
        ObjectNode quota = spec.withObjectProperty("quota");
        number(quota, "guaranteed", guaranteed.or(() -> usual(fresh, 0)));
        number(quota, "limit", limit);
        number(quota, "weight", weight.or(() -> usual(fresh, 1)));
        text(quota, "parent", parent);
        text(spec, "creditLimit", creditLimit.map(text -> money("--credit-limit", text)));
        text(spec, "monthlyBudget", monthlyBudget.map(text -> money("--monthly-budget", text)));
        requireWhole(spec);
        return spec;
    }

    /** What a new tenant cannot be without is asked for by the options' names; everything else the API server says. */
    private static void requireWhole(ObjectNode spec) {
        require(spec.path("name").path("zh"), "--name-zh TEXT");
        require(spec.path("name").path("en"), "--name-en TEXT");
        require(spec.path("sizeClass"), "--size micro|small|medium|large|not-applicable");
        require(spec.path("registration"), "--registration PROVINCE/CITY");
        require(spec.path("taxDomicile"), "--tax-domicile PROVINCE/CITY");
        require(spec.path("quota").path("limit"), "--limit N");
        require(spec.path("creditLimit"), "--credit-limit CNY");
        boolean enterprise = spec.path("kind").asText().equals("enterprise");
        if (enterprise) {
            require(spec.path("creditCode"), "--credit-code CODE");
        }
    }

    private static void require(JsonNode value, String option) {
        if (value.isMissingNode() || value.isNull()) {
            throw InputException.of("a new tenant needs %s".formatted(option));
        }
    }

    private static <T> Optional<T> usual(boolean fresh, T value) {
        return fresh ? Optional.of(value) : Optional.empty();
    }

    private static void checked(String option, String code) {
        try {
            new CreditCode(code);
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s: %s".formatted(option, e.getMessage()));
        }
    }

    private static String money(String option, String text) {
        try {
            return Money.parseYuan(text).formatted().replace(",", "");
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s: %s".formatted(option, e.getMessage()));
        }
    }

    private static void text(ObjectNode node, String field, Optional<String> value) {
        value.ifPresent(given -> node.put(field, given));
    }

    private static void number(ObjectNode node, String field, Optional<Integer> value) {
        value.ifPresent(given -> node.put(field, given.intValue()));
    }
}
