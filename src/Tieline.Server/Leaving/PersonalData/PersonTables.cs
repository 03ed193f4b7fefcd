using Tieline.Server.Deliveries;

namespace Tieline.Server.Leaving.PersonalData;

/// <summary>Each table of the server and what it holds of people. Whoever adds a table says so here.</summary>
internal static class PersonTables
{
    /// <summary>By these a call is known to be about somebody; what else there is of it (notes without his number) goes along.</summary>
    public static readonly IReadOnlyList<string> TellOfCalls = ["call_logs", "call_legs", "call_sessions"];

    /// <summary>In this order they are erased: what is known by others comes before these, and last of all by what he is known.</summary>
    public static readonly IReadOnlyList<PersonTable> All =
    [
        new("roles", OnErase.Delete, "salesforce_user_id"),
        new("cloud_grants", OnErase.Delete, "subject"),
        new("webhook_subscriptions", OnErase.Delete, "person_id"),
        new("refused_signatures", OnErase.Delete, "person_id"),
        new("cloud_refusals", OnErase.Delete, "subject", "words"),
        new("sign_ins", OnErase.Delete, "agent_id", "expected_user", "message"),
        new("settings", OnErase.Delete, "scope_id"),
        new("call_drafts", OnErase.Delete, "person_id", "subject", "notes", "who_id", "who_name", "what_id") { Stays = IsOfAnOpenCall },
        new("call_logs", OnErase.Delete, "person_id", "agent_id", "found", "written", "problem_detail", "sent") { Stays = IsOfAnOpenCall },
        new("call_legs", OnErase.Delete, "person_id", "seen") { Stays = IsOfAnOpenCall },
        new("call_sessions", OnErase.Delete, "legs") { Stays = IsOfAnOpenCall },
        new("inbox", OnErase.Delete, "person_id", "body") { Stays = (row, _) => (int)row["state"]! == 0 },
        new("deliveries", OnErase.Delete, "delivery_key", "payload", "reason") { Stays = (row, _) => (int)row["state"]! < (int)DeliveryState.Settled },
        new("audit_entries", OnErase.Anonymise, "who_id", "subject", "before", "after", "who") { HasNames = true },
        new("leavings", OnErase.Anonymise, "who_id", "report_to", "remains"),
        new("doctor_checks", OnErase.Delete, "args", "evidence") { HasNames = true },
        // By these two his other ids, addresses and names are known: whoever erases again after a crash finds him still.
        new("person_corrections", OnErase.Delete, "salesforce_user_id", "person_id", "name", "email"),
        new("agents", OnErase.Delete, "salesforce_user_id", "agent_id", "person_id", "email"),
        new("doctor_turns", OnErase.Nothing),
        new("webhook_proofs", OnErase.Nothing),
        new("launch_keys", OnErase.Nothing),
        new("tenants", OnErase.Anonymise, "personal_token_person_id", "personal_token_name", "personal_token_email"),
        new("used_launch_tokens", OnErase.Nothing),
    ];

    private static bool IsOfAnOpenCall(IReadOnlyDictionary<string, object?> row, IReadOnlySet<string> open) => open.Contains((string)row[PersonTable.CallColumn]!);
}
