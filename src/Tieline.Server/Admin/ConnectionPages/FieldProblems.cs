using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>What is wrong with what was typed, in the language of the page; the texts are <c>Field.{name}</c>.</summary>
internal static class FieldProblems
{
    /// <summary>The fields that the pages write.</summary>
    public static readonly string[] Fields =
    [
        "name", "defaultCountry", "hostOrigins", "salesforce.consumerKey", "salesforce.consumerSecret", "salesforce.userName",
        "webex.apiBase", "webex.clientId", "webex.clientSecret", "serviceApp.clientId", "serviceApp.clientSecret",
    ];

    /// <summary>Null when all is well.</summary>
    public static string? Of(TenantChange change, Texts say) =>
        change.Problems() is { Count: > 0 } problems ? string.Join(' ', problems.Keys.Select(field => say[$"Field.{field}"])) : null;

    /// <summary>Writes what was typed. Null when it is written, otherwise why it is not.</summary>
    public static async Task<SignInOutcome?> SaveAsync(TenantChanges changes, Guid tenantId, TenantChange change, Actor who, Texts say)
    {
        return Of(change, say) is { } problem ? SignInOutcome.Refused(problem) : await WrittenAsync(() => changes.WriteAsync(tenantId, change, who, CancellationToken.None), say);
    }

    /// <summary>Null when it is written, otherwise what the database says: what was typed stays on the page.</summary>
    public static async Task<SignInOutcome?> WrittenAsync(Func<Task> write, Texts say)
    {
        try
        {
            await write();
            return null;
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            return SignInOutcome.Refused(say["SettingsNotWritten", Database.WordsOf(error)]);
        }
    }
}
