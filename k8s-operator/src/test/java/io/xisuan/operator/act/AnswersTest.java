package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.ClusterId;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences are those of kube-apiserver 1.36. */
class AnswersTest {
    private static final ClusterId HUB = new ClusterId("hub");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | namespaces "tenant-x" not found                                            | NAMESPACE_MISSING
            403 | pods "p" is forbidden: unable to create new content in namespace tenant-x because it is being terminated | NAMESPACE_MISSING
            403 | pods "p" is forbidden: exceeded quota: gpu, requested: 2, used: 8, limited: 8 | QUOTA
            403 | pods "p" is forbidden: violates PodSecurity "restricted:latest": privileged | POLICY
            403 | pods "p" is forbidden: ValidatingAdmissionPolicy 'owner' with binding 'owner' denied request: no | POLICY
            400 | admission webhook "guard.example.com" denied the request: no                 | POLICY
            403 | pods is forbidden: User "xisuan-operator" cannot create resource "pods"      | NO_RIGHTS
            401 | Unauthorized                                                                 | NO_RIGHTS
            403 | pods "p" is forbidden: no PriorityClass with name xisuan-guest was found     | NOT_SET_UP
            422 | pods "p" is forbidden: ValidatingAdmissionPolicy 'xisuan-epoch-fence-objects' with binding 'xisuan-epoch-fence-objects' denied request: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction | NOT_SET_UP
            422 | Pod "p" is invalid: spec.containers[0].image: Required value                 | INVALID
            409 | Operation cannot be fulfilled: the object has been modified                  | CHANGED
            """)
    void a_refusal_has_one_reason(int code, String message, RefusalReason reason) {
        ActAnswer answer = Answers.of(HUB, "create Pod t/p", error(code, message));
        assertThat(answer).isInstanceOf(ActAnswer.Refused.class);
        assertThat(((ActAnswer.Refused) answer).reason()).isEqualTo(reason);
        assertThat(((ActAnswer.Refused) answer).message()).isEqualTo("Cluster hub, create Pod t/p: " + message.strip());
    }

    @Test
    void an_old_epoch_is_fenced() {
        String message = "pods \"p\" is forbidden: ValidatingAdmissionPolicy 'xisuan-epoch-fence-objects' with binding "
                + "'xisuan-epoch-fence-objects' denied request: epoch 4 has given way to epoch 5: a newer leader acts here.";
        assertThat(Answers.of(HUB, "create", error(403, message))).isInstanceOf(ActAnswer.Fenced.class);
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503", "504", "408"})
    void a_server_without_time_is_asked_again(int code) {
        assertThat(Answers.of(HUB, "create", error(code, "later"))).isInstanceOf(ActAnswer.Unreachable.class);
    }

    @Test
    void a_broken_connection_says_what_broke() {
        ActAnswer answer = Answers.of(
                HUB,
                "create",
                new KubernetesClientException("An error has occurred.", new IOException("Connection refused")));
        assertThat(answer).isInstanceOf(ActAnswer.Unreachable.class);
        assertThat(((ActAnswer.Unreachable) answer).message()).contains("Connection refused");
    }

    private static KubernetesClientException error(int code, String message) {
        return new KubernetesClientException(
                new StatusBuilder().withCode(code).withMessage(message.strip()).build());
    }
}
