package io.xisuan.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures were measured on, as far as the operating system tells. */
final class Machine {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Returns name and value, in a fixed order. */
    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cpu", cpu());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""));
        facts.put("java", System.getProperty("java.vm.name", "") + " " + System.getProperty("java.vm.version", ""));
        facts.put("maxHeapMb", String.valueOf(Runtime.getRuntime().maxMemory() / 1_000_000));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        facts.put("loadBefore", load < 0 ? "unknown" : String.valueOf(Math.round(load * 100) / 100.0));
        return facts;
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(CPUS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch", ""));
        } catch (IOException e) {
            return System.getProperty("os.arch", "");
        }
    }
}
