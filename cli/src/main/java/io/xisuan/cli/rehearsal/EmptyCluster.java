package io.xisuan.cli.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.operator.act.SetupVersion;
import io.xisuan.operator.api.Marks;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API server of a cluster in which nothing is but what our setup installs: enough for an operator to start, to lead and to look
 * around. It keeps what is written, tells no watch of anything, and is no stand-in for tests.
 */
final class EmptyCluster implements AutoCloseable {
    private static final int OK = 200;
    private static final int REFUSED = 422;
    private static final int NOT_FOUND = 404;
    private static final String VERSION =
            "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.0\",\"platform\":\"linux/amd64\"}";
    private static final String EMPTY =
            "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ObjectNode> kept = new ConcurrentHashMap<>();
    private final String digest = SetupVersion.ofProgram().digest();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());

    EmptyCluster() throws IOException {
        threads.execute(this::serve);
    }

    /** Returns a kubeconfig that leads here. */
    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: empty, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: nobody, user: {token: none}}]
                contexts: [{name: empty, context: {cluster: empty, user: nobody}}]
                current-context: empty
                """.formatted(server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Answers one request after the other, until it is a watch: that is agreed to, and nothing ever comes. */
    private void converse(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Asked asked = Asked.read(in); !asked.isEnd(); asked = Asked.read(in)) {
                if (asked.webSocketKey().isPresent()) {
                    out.write(asked.agreement());
                    out.flush();
                } else {
                    Answer answer = answer(asked);
                    out.write(answer.bytes());
                    out.flush();
                }
            }
        } catch (IOException gone) {
            // The client has what it wanted.
        }
    }

    /** What is answered: a code and a text of JSON. */
    private record Answer(int code, String text) {
        byte[] bytes() {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                    .formatted(code, body.length);
            byte[] first = head.getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(first, first.length + body.length);
            System.arraycopy(body, 0, all, first.length, body.length);
            return all;
        }
    }

    private Answer answer(Asked asked) throws IOException {
        if (asked.path().equals("/version")) {
            return new Answer(OK, VERSION);
        }
        if (!asked.method().equals("GET")) {
            return write(asked);
        }
        return isCollection(asked.path()) ? new Answer(OK, EMPTY) : read(asked.path());
    }

    /** Whether a path names a kind and no object of it. */
    private static boolean isCollection(String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        List<String> rest =
                parts.subList(Math.min(parts.size(), parts.getFirst().equals("api") ? 2 : 3), parts.size());
        boolean inNamespace = rest.size() > 2 && rest.getFirst().equals("namespaces");
        return (inNamespace ? rest.size() - 2 : rest.size()) <= 1;
    }

    private Answer read(String path) {
        ObjectNode object = kept.get(path);
        if (object != null) {
            return new Answer(OK, object.toString());
        }
        return path.contains("/leases/")
                ? new Answer(NOT_FOUND, status(NOT_FOUND, "NotFound", "there is no such Lease"))
                : new Answer(
                        OK, installed(path.substring(path.lastIndexOf('/') + 1)).toString());
    }

    /** An object of our setup as the operator looks at it: its name and the mark of the version that installed it. */
    private ObjectNode installed(String name) {
        ObjectNode object = json.createObjectNode();
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name).put("namespace", Marks.SYSTEM_NAMESPACE);
        metadata.put("uid", name).put("resourceVersion", "1");
        metadata.putObject("annotations").put(Marks.PREFIX + "setup", digest);
        object.putObject("data").put(Marks.LEADER_EPOCH, "0");
        return object;
    }

    private Answer write(Asked asked) throws IOException {
        if (asked.query().contains("dryRun=All")) {
            return new Answer(REFUSED, status(REFUSED, "Invalid", fence()));
        }
        ObjectNode object = json.readTree(asked.body()) instanceof ObjectNode given ? given : json.createObjectNode();
        ObjectNode metadata = object.withObjectProperty("metadata");
        String name = metadata.path("name").asText("made");
        metadata.put("uid", name).put("resourceVersion", Integer.toString(kept.size() + 2));
        metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
        kept.put(asked.method().equals("POST") ? asked.path() + "/" + name : asked.path(), object);
        return new Answer(OK, object.toString());
    }

    private static String fence() {
        return "ValidatingAdmissionPolicy 'xisuan-epoch-fence' denied request: this epoch has given way to another";
    }

    private String status(int code, String reason, String message) {
        return json.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("code", code)
                .put("reason", reason)
                .put("message", message)
                .toString();
    }
}
