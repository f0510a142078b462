package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a setup's rights reach by themselves, without an admission policy, and that none comes before the policy that narrows it. */
class SetupRightsTest {
    /** Who may write one of these for every namespace can become the cluster's administrator, or read all that is secret. */
    private static final Set<String> TOO_MUCH =
            Set.of("serviceaccounts", "serviceaccounts/token", "resourcequotas", "secrets", "*");

    private final List<JsonNode> objects = objects();

    private static List<JsonNode> objects() {
        try (var documents = new YAMLMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(ClusterSetup.manifests(SetupOptions.DEFAULTS, ""))) {
            return documents.readAll();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    @Test
    void nobody_is_given_accounts_tokens_quotas_or_secrets_for_the_whole_cluster() {
        Set<String> everywhere = new TreeSet<>();
        ofKind("ClusterRoleBinding")
                .forEach(binding -> everywhere.add(binding.at("/roleRef/name").asText()));
        List<String> wrong = new ArrayList<>();
        ofKind("ClusterRole")
                .filter(role -> everywhere.contains(name(role)))
                .forEach(role -> role.path("rules")
                        .forEach(rule -> rule.path("resources").forEach(resource -> {
                            if (TOO_MUCH.contains(resource.asText())) {
                                wrong.add(name(role) + " " + resource.asText());
                            }
                        })));
        assertThat(everywhere).contains("xisuan-operations").doesNotContain("xisuan-people", "xisuan-secrets-seen");
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_policy_is_there_before_the_first_right() {
        List<String> kinds =
                objects.stream().map(object -> object.path("kind").asText()).toList();
        assertThat(kinds.lastIndexOf("ValidatingAdmissionPolicyBinding"))
                .isPositive()
                .isLessThan(kinds.indexOf("ClusterRole"));
    }

    @Test
    void operations_are_known_by_what_they_may_do_and_not_by_their_group_alone() {
        List<String> held = ofKind("ValidatingAdmissionPolicy")
                .filter(policy -> policy.at("/spec/matchConditions/0/expression")
                        .asText()
                        .contains(".name('xisuan-people').check('bind').allowed()"))
                .map(SetupRightsTest::name)
                .toList();
        assertThat(held).containsExactly("xisuan-operations-bindings", "xisuan-operations-people");
    }
}
