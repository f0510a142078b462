package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.operator.act.SetupLook;
import io.xisuan.operator.act.SetupLook.Right;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the operator may do what this version's operator does, by the API server's own answer for its user: a role that is there may
 * still be overruled by another authorizer, or bound to somebody else.
 */
final class RightsCheck {
    private static final String ANY = "*";

    private final KubernetesClient client;
    private final SetupLook look;

    RightsCheck(KubernetesClient client, SetupLook look) {
        this.client = client;
        this.look = look;
    }

    List<Finding> look() {
        String user = look.options().operatorUser();
        List<Finding> findings = new ArrayList<>();
        try {
            List<Right> missing = missing(user);
            findings.add(missing.isEmpty() ? sound(user) : lacking(user, missing));
            if (allowed(user, new Right("", ANY, ANY, "", ANY))) {
                findings.add(administrator(user));
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            findings.add(unknown(user));
        }
        findings.add(own());
        return findings;
    }

    private List<Right> missing(String user) {
        return Together.map(look.rights(), right -> allowed(user, right) ? List.<Right>of() : List.of(right)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private boolean allowed(String user, Right right) {
        SubjectAccessReview asked = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user)
                .withGroups("system:authenticated", look.options().operatorGroup())
                .withResourceAttributes(attributes(right))
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.authorization()
                .v1()
                .subjectAccessReview()
                .create(asked)
                .getStatus()
                .getAllowed());
    }

    /** Says who asks, for many findings depend on what that person may see. */
    private Finding own() {
        SelfSubjectAccessReview asked = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withResourceAttributes(attributes(new Right("", ANY, ANY, "", ANY)))
                .endSpec()
                .build();
        boolean administrator = Boolean.TRUE.equals(client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(asked)
                .getStatus()
                .getAllowed());
        return administrator
                ? Finding.ok(Area.RIGHTS, "you", "您是管理员", "you are an administrator")
                : Finding.of(
                        Area.RIGHTS,
                        Severity.HINT,
                        "you",
                        new Words("您不是管理员", "you are no administrator"),
                        new Words("有些检查看不到，--fix 不能安装", "some checks cannot see all, and --fix cannot install"),
                        "kubectl auth whoami");
    }

    static ResourceAttributes attributes(Right right) {
        int slash = right.resource().indexOf('/');
        return new ResourceAttributesBuilder()
                .withNamespace(right.namespace().isEmpty() ? null : right.namespace())
                .withGroup(right.group())
                .withResource(slash < 0 ? right.resource() : right.resource().substring(0, slash))
                .withSubresource(slash < 0 ? null : right.resource().substring(slash + 1))
                .withName(right.name().isEmpty() ? null : right.name())
                .withVerb(right.verb())
                .build();
    }

    private Finding sound(String user) {
        int count = look.rights().size();
        return Finding.ok(
                Area.RIGHTS,
                user,
                "operator 要用的 %d 项权限都有".formatted(count),
                "has the %d rights that the operator uses".formatted(count));
    }

    private static Finding lacking(String user, List<Right> missing) {
        String named = missing.stream()
                .limit(6)
                .map(right -> "%s %s%s"
                        .formatted(right.verb(), right.resource(), right.group().isEmpty() ? "" : "." + right.group()))
                .collect(Collectors.joining(", "));
        return Finding.of(
                        Area.RIGHTS,
                        Severity.ERROR,
                        user,
                        new Words(
                                "缺 %d 项权限：%s".formatted(missing.size(), named),
                                "lacks %d rights: %s".formatted(missing.size(), named)),
                        new Words(
                                "相应的操作会被拒绝；角色缺失、过旧，或绑给了别的用户",
                                "these acts will be refused; the roles are missing or old, or bound to another user"),
                        "xisuan install --operator-user " + user)
                .fixedBy(Fix.INSTALL);
    }

    private static Finding administrator(String user) {
        return Finding.of(
                Area.RIGHTS,
                Severity.HINT,
                user,
                new Words("operator 拥有管理员的权限", "the operator has an administrator's rights"),
                new Words("不需要；取消多余的绑定", "it needs none: take the other bindings away"),
                "kubectl get clusterrolebindings -o wide");
    }

    private static Finding unknown(String user) {
        return Finding.of(
                Area.RIGHTS,
                Severity.HINT,
                user,
                new Words("不能查询它的权限", "its rights cannot be asked for"),
                new Words("查询别人的权限需要管理员", "to ask for another's rights takes an administrator"),
                "xisuan doctor --only rights --kubeconfig ADMIN.conf");
    }
}
