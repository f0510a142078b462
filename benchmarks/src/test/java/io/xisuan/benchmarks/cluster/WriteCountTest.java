package io.xisuan.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteCountTest {
    private static final Instant END = Instant.parse("2026-11-29T05:00:10Z");

    @TempDir
    Path folder;

    private static String line(String verb, String agent, String at, String resource, String name, String sub) {
        return """
                {"stage":"ResponseComplete","verb":"%s","userAgent":"%s","requestReceivedTimestamp":"%s","objectRef":{"resource":"%s","namespace":"bench","name":"%s","subresource":"%s"},"responseStatus":{"code":200}}
                """.formatted(verb, agent, at, resource, name, sub);
    }

    @Test
    void the_way_to_running_ends_with_the_pods_and_events_are_counted_apart() throws IOException {
        Path log = folder.resolve("audit.log");
        Files.writeString(
                log,
                line("create", "xisuan-operator/0.1", "2026-11-29T05:00:01Z", "pods", "w-1-1-0", "")
                        + line("create", "kwok/0.8", "2026-11-29T05:00:01Z", "pods", "w-1-1-0", "")
                        + line("get", "xisuan-operator/0.1", "2026-11-29T05:00:01Z", "pods", "w-1-1-0", "")
                        + line("create", "xisuan-operator/0.1", "2026-11-29T05:00:02Z", "events", "w-1.17c2", "")
                        + line("patch", "xisuan-operator/0.1", "2026-11-29T05:00:03Z", "trainingjobs", "w-1", "status")
                        + line("patch", "xisuan-operator/0.1", "2026-11-29T05:00:04Z", "trainingjobs", "w-11", "status")
                        + line("patch", "xisuan-operator/0.1", "2026-11-29T05:00:11Z", "pods", "w-1-1-0", "")
                        + line("patch", "xisuan-operator/0.1", "2026-11-29T05:00:12Z", "tenants", "bench", "status"));
        List<AuditLog.Write> writes = AuditLog.writes(log, "xisuan-operator", Instant.EPOCH);
        WriteCount count = WriteCount.of(writes, "bench", new TreeMap<>(Map.of("w-1", END)));
        assertThat(count.toRunning())
                .isEqualTo(new TreeMap<>(Map.of("create pods", 1, "create events", 1, "patch trainingjobs/status", 1)));
        assertThat(WriteCount.budgeted(count.toRunning())).isEqualTo(2);
        assertThat(WriteCount.budgeted(count.inAll())).isEqualTo(3);
        assertThat(count.events()).isEqualTo(1);
    }

    @Test
    void writes_before_the_jobs_were_asked_for_do_not_count() throws IOException {
        Path log = folder.resolve("audit.log");
        Files.writeString(log, line("create", "xisuan-operator/0.1", "2026-11-29T05:00:01Z", "pods", "w-1-1-0", ""));
        assertThat(AuditLog.writes(log, "xisuan-operator", END)).isEmpty();
    }
}
