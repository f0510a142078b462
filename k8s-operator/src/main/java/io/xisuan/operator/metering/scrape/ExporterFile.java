package io.xisuan.operator.metering.scrape;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.scrape.ExporterRule.Place;
import io.xisuan.operator.options.OptionFields;
import io.xisuan.operator.options.OptionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The options file of exporters: YAML, strict. A known exporter needs its name alone; what is written replaces its defaults, and
 * a field that is not known is refused.
 */
public final class ExporterFile {
    private static final ExporterRule UNKNOWN = new ExporterRule(
            "unknown",
            new Place.OnNode(1),
            Optional.empty(),
            new TreeMap<>(),
            false,
            "/metrics",
            TargetAccess.STANDARD);

    private ExporterFile() {}

    /**
     * Reads the file.
     *
     * @param warn takes what is allowed and dangerous, one sentence each
     * @throws InputException naming the file and the field, when anything is wrong with it
     */
    public static Exporters read(Path file, Consumer<String> warn) {
        OptionFields root = OptionFile.read(file);
        root.allow("exporters", "nodeAnnotations");
        List<ExporterRule> rules = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        for (OptionFields fields : root.list("exporters")) {
            ExporterRule rule = rule(fields);
            if (!names.add(rule.name())) {
                throw fields.wrong("name", "\"%s\" is there twice".formatted(rule.name()));
            }
            warn(rule, warn);
            rules.add(rule);
        }
        if (rules.isEmpty()) {
            throw root.wrong("exporters", "name at least one: - name: dcgm-exporter");
        }
        return new Exporters(rules, root.flag("nodeAnnotations", false));
    }

    private static final String[] FIELDS = {
        "name",
        "port",
        "pods",
        "resource",
        "nodes",
        "scheme",
        "path",
        "interval",
        "timeout",
        "gzip",
        "maxBytes",
        "tokenFile",
        "tls"
    };

    private static ExporterRule rule(OptionFields fields) {
        fields.allow(FIELDS);
        String name = fields.text("name").orElseThrow(() -> fields.wrong("name", "is missing"));
        ExporterRule usual = KnownExporters.named(name).orElse(UNKNOWN);
        if (usual.equals(UNKNOWN) && fields.text("port").isEmpty()) {
            throw fields.wrong(
                    "port",
                    "is missing; only these need none: "
                            + String.join(
                                    ", ",
                                    KnownExporters.all().stream()
                                            .map(ExporterRule::name)
                                            .toList()));
        }
        boolean secure = fields.oneOf("scheme", usual.secure() ? "https" : "http", "http", "https")
                .equals("https");
        if (!secure && fields.has("tls")) {
            throw fields.wrong("tls", "goes with scheme: https");
        }
        return fields.checked(() -> new ExporterRule(
                name,
                place(fields, usual),
                fields.has("resource") ? fields.text("resource").filter(text -> !text.isEmpty()) : usual.resource(),
                fields.labels("nodes"),
                secure,
                fields.text("path").orElse(usual.path()),
                access(fields)));
    }

    private static Place place(OptionFields fields, ExporterRule usual) {
        Optional<String> port = fields.text("port");
        if (fields.has("pods")) {
            String asked =
                    port.orElseThrow(() -> fields.wrong("port", "is missing: a number or the name of a pod's port"));
            return asked.matches("[0-9]{1,5}")
                    ? new Place.InPod(fields.labels("pods"), OptionalInt.of(Integer.parseInt(asked)), "")
                    : new Place.InPod(fields.labels("pods"), OptionalInt.empty(), asked);
        }
        if (port.isEmpty()) {
            return usual.place();
        }
        if (!port.get().matches("[0-9]{1,5}")) {
            throw fields.wrong("port", "\"%s\" is no number; names are for pods".formatted(port.get()));
        }
        return new Place.OnNode(Integer.parseInt(port.get()));
    }

    private static TargetAccess access(OptionFields fields) {
        return new TargetAccess(
                fields.duration("interval", TargetAccess.USUAL_INTERVAL),
                fields.duration("timeout", TargetAccess.USUAL_TIMEOUT),
                fields.flag("gzip", true),
                fields.number("maxBytes", TargetAccess.USUAL_MAX_BYTES),
                fields.file("tokenFile"),
                fields.has("tls") ? tls(fields.part("tls")) : TlsTrust.STANDARD);
    }

    private static TlsTrust tls(OptionFields fields) {
        fields.allow("caFile", "serverName", "insecure", "certFile", "keyFile");
        Optional<Path> cert = fields.file("certFile");
        Optional<Path> key = fields.file("keyFile");
        if (cert.isPresent() != key.isPresent()) {
            throw fields.wrong("certFile", "goes with keyFile, and keyFile with certFile");
        }
        return fields.checked(() -> new TlsTrust(
                fields.file("caFile"),
                fields.text("serverName"),
                fields.flag("insecure", false),
                cert.map(file -> new TlsTrust.Identity(file, key.orElseThrow()))));
    }

    private static void warn(ExporterRule rule, Consumer<String> warn) {
        if (rule.access().tls().insecure()) {
            warn.accept("%s is asked without checking who answers (insecure: true): its answers prove nothing"
                    .formatted(rule.name()));
        }
        if (!rule.secure() && rule.access().tokenFile().isPresent()) {
            warn.accept("the token for %s goes over the network unencrypted (scheme: http)".formatted(rule.name()));
        }
    }
}
