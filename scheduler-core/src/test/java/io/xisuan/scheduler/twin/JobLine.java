package io.xisuan.scheduler.twin;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.StoredData;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** Jobs as text, see {@link Facts}. */
final class JobLine {
    private JobLine() {}

    static JobId id(String name) {
        return new JobId("ns", name, name);
    }

    static JobRequest job(Line line, String gang, String variants, long submitted, long runMillis) {
        long run = line.number("run", runMillis);
        Times times = new Times(
                line.number("sub", submitted),
                run,
                line.number("kill", run),
                line.number("not-before", 0),
                line.option("deadline")
                        .map(at -> OptionalLong.of(Long.parseLong(at)))
                        .orElse(OptionalLong.empty()));
        return new JobRequest(
                id(line.word(1)),
                new TenantId(line.option("tenant").orElse("t")),
                gang(gang, line),
                Arrays.stream(variants.split(",")).map(JobLine::variant).toList(),
                times,
                line.count("prio", 0),
                new Interruption(
                        line.flag("preemptible"),
                        line.number("checkpoint-every", 0),
                        line.number("grace", 0),
                        line.number("restart", 0)),
                wishes(line),
                line.option("budget").map(fen -> Money.ofFen(Long.parseLong(fen))));
    }

    private static Wishes wishes(Line line) {
        return new Wishes(
                line.list("sites", SiteId::new),
                line.list("jurisdictions", place -> place),
                line.option("topology").map(JobLine::topology).orElse(TopologyWish.SITE),
                line.option("data").map(JobLine::data),
                line.option("checkpoint").map(JobLine::data),
                new TreeSet<>(line.list("avoided", NodeName::new)));
    }

    private static TopologyWish topology(String text) {
        boolean preferred = text.endsWith("?");
        String level = preferred ? text.substring(0, text.length() - 1) : text;
        return new TopologyWish(TopologyLevel.valueOf(level.toUpperCase(Locale.ROOT)), !preferred);
    }

    private static StoredData data(String text) {
        String[] parts = text.split(":");
        return new StoredData(new SiteId(parts[0]), Long.parseLong(parts[1]));
    }

    private static Variant variant(String text) {
        String[] cpu = text.split("@");
        String[] parts = cpu[0].split(":");
        Rational throughput = parts.length == 1 ? Rational.ONE : Rational.of(Long.parseLong(parts[1]), 1);
        Optional<CpuArchitecture> architecture = cpu.length == 1
                ? Optional.empty()
                : Optional.of(CpuArchitecture.valueOf(cpu[1].toUpperCase(Locale.ROOT)));
        return new Variant(new DeviceType(parts[0]), architecture, throughput);
    }

    private static Gang gang(String text, Line line) {
        List<Role> roles = new ArrayList<>();
        for (String part : text.split("\\+")) {
            roles.add(role(part, line, roles.isEmpty()));
        }
        return new Gang(roles);
    }

    /** The options that say what a worker asks for besides CPU and memory are of the first role. */
    private static Role role(String text, Line line, boolean first) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? Gang.WORKER : text.substring(0, colon);
        String[] parts = text.substring(colon + 1).split("x");
        String workers = first ? line.option("workers").orElse(parts[0]) : parts[0];
        String[] range = workers.split("\\.\\.");
        Accelerators each = first ? part(line).orElseGet(() -> accelerators(parts[1])) : accelerators(parts[1]);
        TreeMap<String, Long> others = new TreeMap<>();
        line.list("others", other -> other.split(":")).forEach(other -> others.put(other[0], Long.parseLong(other[1])));
        return new Role(
                name,
                Integer.parseInt(range[0]),
                Integer.parseInt(range[range.length - 1]),
                new WorkerShape(each, line.number("cpu", 0), line.number("mem", 0), others));
    }

    private static Optional<Accelerators> part(Line line) {
        return line.option("share")
                .or(() -> line.option("mem-share").map(mib -> mib + "Mi"))
                .or(() -> line.option("mig"))
                .map(JobLine::accelerators);
    }

    private static Accelerators accelerators(String text) {
        if (text.endsWith("Mi")) {
            return new Accelerators.MemoryShare(Integer.parseInt(text.substring(0, text.length() - 2)));
        }
        if (text.endsWith("gb")) {
            return new Accelerators.Partition(MigProfile.parse(text));
        }
        if (text.endsWith("m")) {
            return new Accelerators.Share(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
        return Accelerators.whole(Integer.parseInt(text));
    }
}
