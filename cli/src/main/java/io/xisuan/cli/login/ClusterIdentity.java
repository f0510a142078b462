package io.xisuan.cli.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who a cluster takes this person for.
 *
 * @param server where it is
 * @param version of Kubernetes
 * @param user the name that it knows
 */
record ClusterIdentity(String server, String version, String user, List<String> groups) {
    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String REVIEW = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}";

    ClusterIdentity {
        groups = List.copyOf(groups);
    }

    /** Asks the cluster; its exceptions say what failed. */
    static ClusterIdentity ask(KubernetesClient client) {
        String version = Optional.ofNullable(client.getKubernetesVersion().getGitVersion())
                .orElse("?");
        JsonNode user = read(client.raw(REVIEWS, "POST", REVIEW)).path("status").path("userInfo");
        List<String> groups = new ArrayList<>();
        user.path("groups").forEach(group -> groups.add(group.asText()));
        return new ClusterIdentity(
                client.getMasterUrl().toString(), version, user.path("username").asText("?"), groups);
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API server answers with no JSON: " + text, e);
        }
    }
}
