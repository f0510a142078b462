package io.xisuan.cli.operator;

import io.xisuan.billing.testbed.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine's own PostgreSQL as the chart is told of it: the URL in a value, the user in a Secret. */
final class ChartServer implements AutoCloseable {
    private final TestServer server = TestServer.start();
    private final String url = server.url("books");

    /** Returns the URL with the user, for whoever reads the books beside the pods. */
    String url() {
        return url;
    }

    /** Makes the Secrets that the chart's README names: the server's user, and a key that signs the journal. */
    void secrets(ChartCluster cluster, Path key) {
        secret(
                cluster,
                "xisuan-db",
                "--from-literal=username=" + user("user"),
                "--from-literal=password=" + user("password"));
        secret(cluster, "xisuan-journal-key", "--from-file=journal.pem=" + key);
    }

    private static void secret(ChartCluster cluster, String name, String... content) {
        String[] all = new String[content.length + 6];
        System.arraycopy(new String[] {"create", "secret", "generic", name, "-n", HelmChart.NAMESPACE}, 0, all, 0, 6);
        System.arraycopy(content, 0, all, 6, content.length);
        cluster.kubectl(all);
    }

    private String user(String parameter) {
        Matcher value = Pattern.compile("[?&]" + parameter + "=([^&]*)").matcher(url);
        if (!value.find()) {
            throw new IllegalStateException("no " + parameter + " in the URL");
        }
        return value.group(1);
    }

    /** Returns the values of this profile, and more. */
    Map<String, Object> values(Map<String, Object> more) {
        Map<String, Object> values = new TreeMap<>(HelmChart.SERVER);
        values.put("store.postgresql.url", url.replaceFirst("user=[^&]*&password=[^&]*&", ""));
        values.putAll(more);
        return values;
    }

    @Override
    public void close() {
        server.close();
    }
}
