package io.xisuan.billing.tariff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tariff version as JSON: what the store keeps of each version that money was made by.
 *
 * <p>Prices are micro-CNY, times milliseconds, rates fractions; fields have a fixed order.
 */
public final class TariffDocument {
    private static final JsonMapper MAPPER = new JsonMapper();

    private TariffDocument() {}

    public static String write(TariffVersion version) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("id", version.id());
        root.put("fromMillis", version.effective().startMillis());
        root.put("toMillis", version.effective().endMillis());
        root.put("vatRate", version.vatRate().value().toString());
        version.rules().forEach(rule -> rule(root.withArray("prices").addObject(), rule));
        for (ComponentPrice price : version.terms().components()) {
            ObjectNode node = root.withArray("components").addObject();
            node.put("component", price.component().name());
            node.put("site", price.site().value());
            node.put("micros", price.price().microsPerDeviceHour());
            node.put("vatRate", price.vatRate().value().toString());
        }
        Commitment commitment = version.terms().commitment();
        root.put("minimumFen", commitment.minimumCharge().fen());
        root.put("committedMillis", commitment.committed().value());
        root.put("shortfallMicros", commitment.shortfallPrice().microsPerDeviceHour());
        ObjectNode credits = root.putObject("lostWork");
        version.terms().lostWork().credits().forEach((cause, credit) -> credits.put(cause.name(), credit.name()));
        return root.toString();
    }

    private static void rule(ObjectNode node, PriceRule rule) {
        node.put("site", rule.site().value());
        node.put("model", rule.model().id());
        rule.window().ifPresent(window -> node.put("window", window.toString()));
        node.put("micros", rule.price().microsPerDeviceHour());
        for (Tier tier : rule.tiers()) {
            ObjectNode step = node.withArray("tiers").addObject();
            step.put("fromMillis", tier.from().value());
            step.put("micros", tier.price().microsPerDeviceHour());
        }
        rule.declared().ifPresent(declared -> {
            node.put("microsPerPflopsDay", declared.microsPerPflopsDay());
            node.put("teraflops", declared.teraflops());
        });
    }

    /**
     * @throws InputException when the text is no such document
     */
    public static TariffVersion read(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            List<PriceRule> rules = new ArrayList<>();
            root.path("prices").forEach(node -> rules.add(rule(node)));
            return new TariffVersion(
                    root.required("id").asText(),
                    new Interval(number(root, "fromMillis"), number(root, "toMillis")),
                    rate(root),
                    rules,
                    terms(root));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw InputException.of("A stored tariff version cannot be read: %s".formatted(e.getMessage()));
        }
    }

    private static PriceRule rule(JsonNode node) {
        List<Tier> tiers = new ArrayList<>();
        node.path("tiers")
                .forEach(step -> tiers.add(new Tier(
                        new DeviceMillis(number(step, "fromMillis")), new HourlyPrice(number(step, "micros")))));
        return new PriceRule(
                new SiteId(node.required("site").asText()),
                AcceleratorModel.parse(node.required("model").asText()),
                node.has("window")
                        ? Optional.of(TimeWindow.parse(node.path("window").asText()))
                        : Optional.empty(),
                new HourlyPrice(number(node, "micros")),
                tiers,
                node.has("teraflops")
                        ? Optional.of(new PflopsDay(
                                number(node, "microsPerPflopsDay"), Math.toIntExact(number(node, "teraflops"))))
                        : Optional.empty());
    }

    private static VersionTerms terms(JsonNode root) {
        List<ComponentPrice> components = new ArrayList<>();
        root.path("components")
                .forEach(node -> components.add(new ComponentPrice(
                        Component.valueOf(node.required("component").asText()),
                        new SiteId(node.required("site").asText()),
                        new HourlyPrice(number(node, "micros")),
                        rate(node))));
        SortedMap<LostWorkCause, LostWorkCredit> credits = new TreeMap<>();
        root.path("lostWork")
                .properties()
                .forEach(entry -> credits.put(
                        LostWorkCause.valueOf(entry.getKey()),
                        LostWorkCredit.valueOf(entry.getValue().asText())));
        return new VersionTerms(
                components,
                new Commitment(
                        Money.ofFen(number(root, "minimumFen")),
                        new DeviceMillis(number(root, "committedMillis")),
                        new HourlyPrice(number(root, "shortfallMicros"))),
                new LostWork(credits));
    }

    private static long number(JsonNode node, String name) {
        return node.required(name).longValue();
    }

    private static Rate rate(JsonNode node) {
        String text = node.required("vatRate").asText();
        int slash = text.indexOf('/');
        return slash < 0
                ? new Rate(new Rational(new BigInteger(text), BigInteger.ONE))
                : new Rate(new Rational(
                        new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1))));
    }
}
