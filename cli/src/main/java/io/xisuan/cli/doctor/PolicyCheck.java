package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.cli.doctor.PolicyProbe.Verdict;
import io.xisuan.operator.act.SetupLook;
import io.xisuan.operator.act.SetupOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the policies on tenants' pods refuse, or would refuse once they deny, of what exists. */
final class PolicyCheck {
    private static final int MOST_NAMED = 20;
    private static final String DENY = "xisuan install --tenant-policies deny";

    private PolicyCheck() {}

    static List<Finding> look(KubernetesClient client, SetupLook look) {
        Optional<SetupOptions.Enforcement> enforcement = look.tenantPolicies();
        if (enforcement.isEmpty()) {
            return List.of(Finding.of(
                    Area.POLICIES,
                    Severity.HINT,
                    "xisuan-tenant-pods",
                    new Words("没有安装，没有检查", "are not installed, so nothing could be looked at"),
                    new Words("先安装", "install first"),
                    "xisuan install"));
        }
        try {
            return judge(enforcement.get(), new PolicyProbe(client).verdicts());
        } catch (KubernetesClientException e) {
            return List.of(unseen(ClusterCheck.said(e)));
        }
    }

    static List<Finding> judge(SetupOptions.Enforcement enforcement, List<Verdict> verdicts) {
        List<Finding> findings = new ArrayList<>();
        verdicts.stream()
                .filter(verdict -> !verdict.refusals().isEmpty())
                .limit(MOST_NAMED)
                .forEach(verdict -> findings.add(refused(enforcement, verdict)));
        long broken = verdicts.stream()
                .filter(verdict -> !verdict.refusals().isEmpty())
                .count();
        if (broken > MOST_NAMED) {
            findings.add(more(broken - MOST_NAMED));
        }
        verdicts.stream()
                .filter(verdict -> verdict.otherwise().isPresent())
                .limit(3)
                .forEach(verdict -> findings.add(unknown(verdict)));
        if (broken == 0) {
            findings.add(nothing(enforcement, verdicts.size()));
        }
        return findings;
    }

    private static Finding refused(SetupOptions.Enforcement enforcement, Verdict verdict) {
        String said = String.join("; ", verdict.refusals());
        return switch (enforcement) {
            case WARN ->
                Finding.of(
                        Area.POLICIES,
                        Severity.WARNING,
                        verdict.candidate().about(),
                        new Words("拒绝模式下不能再创建：" + said, "could not be created again under deny: " + said),
                        new Words(
                                "已经在运行的不受影响；重启、扩容或重新调度时会被拒绝。改好之后再切到 deny",
                                "what runs goes on; a restart, a new replica or a move would be refused. Change it"
                                        + " before deny is switched on"),
                        edit(verdict));
            case DENY ->
                Finding.of(
                        Area.POLICIES,
                        Severity.WARNING,
                        verdict.candidate().about(),
                        new Words("不能再创建：" + said, "cannot be created again: " + said),
                        new Words(
                                "它早于策略，现在仍在运行；下次重启会被拒绝",
                                "it is older than the policy and runs still; its next restart will be refused"),
                        edit(verdict));
        };
    }

    /** Returns how to look at what has to be changed: only its owner knows what it should be. */
    private static String edit(Verdict verdict) {
        String[] words = verdict.candidate().about().split("[ /]", 3);
        return "kubectl edit %s %s -n %s".formatted(words[0].toLowerCase(Locale.ROOT), words[2], words[1]);
    }

    private static Finding more(long count) {
        return Finding.of(
                Area.POLICIES,
                Severity.WARNING,
                "xisuan-tenant-pods",
                new Words("还有 %d 项同样会被拒绝".formatted(count), "%d more would be refused alike".formatted(count)),
                new Words("见 -o json", "see -o json after these are changed"),
                "xisuan doctor --only policies");
    }

    private static Finding unknown(Verdict verdict) {
        String why = verdict.otherwise().orElse("");
        return Finding.of(
                Area.POLICIES,
                Severity.HINT,
                verdict.candidate().about(),
                new Words(
                        "无法判断：集群因别的原因拒绝了试建：" + why,
                        "is not known: the cluster refused the trial for another reason: " + why),
                new Words("配额、Pod 安全标准或权限；管理员再看一次", "a quota, Pod Security or rights; look again as an administrator"),
                "xisuan doctor --only policies --kubeconfig ADMIN.conf");
    }

    private static Finding nothing(SetupOptions.Enforcement enforcement, int looked) {
        return switch (enforcement) {
            case WARN ->
                Finding.of(
                        Area.POLICIES,
                        Severity.HINT,
                        "xisuan-tenant-pods",
                        new Words(
                                "现在只警告；看了 %d 项，拒绝模式不会破坏任何一项".formatted(looked),
                                "only warn; of %d things that exist, deny would break none".formatted(looked)),
                        new Words("可以切到 deny", "deny can be switched on"),
                        DENY);
            case DENY ->
                Finding.ok(
                        Area.POLICIES,
                        "xisuan-tenant-pods",
                        "拒绝模式；看了 %d 项，都可以再创建".formatted(looked),
                        "deny; all of %d things that exist could be created again".formatted(looked));
        };
    }

    private static Finding unseen(String said) {
        return Finding.of(
                Area.POLICIES,
                Severity.HINT,
                "xisuan-tenant-pods",
                new Words("没有检查：" + said, "were not looked at: " + said),
                new Words("需要看到各租户的 Pod，并能试建", "it takes the right to list tenants' pods and to try their creation"),
                "xisuan doctor --only policies --kubeconfig ADMIN.conf");
    }
}
