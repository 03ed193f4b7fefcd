using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>Sforce-Duplicate-Rule-Header</c>, <c>Sforce-Auto-Assign</c> and <c>Sforce-Mru</c>.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_duplicaterules.htm
/// </summary>
internal static class SaveHeaders
{
    private const int FirstVersionWithDuplicates = 52;

    /// <summary>Saves as the running user, the way the request's headers ask.</summary>
    public static RecordWriter Writer(this RestCall call) => new(call.Org, call.UserId, Read(call));

    private static SaveOptions Read(RestCall call)
    {
        var options = SaveOptions.Usual with { BasePath = call.BasePath, UpdatesMru = call.UpdatesMru };
        if (call.VersionNumber >= FirstVersionWithDuplicates && call.Header("sforce-duplicate-rule-header") is { } duplicates)
            options = options with { AllowDuplicates = Flag(duplicates, "allowSave"), IncludeRecordDetails = Flag(duplicates, "includeRecordDetails"), RunAsCurrentUser = Flag(duplicates, "runAsCurrentUser") };
        if (call.Header("sforce-auto-assign") is not { } assign) return options;
        if (bool.TryParse(assign, out var wanted)) return options with { AutoAssign = wanted };
        return RecordIds.Normalize(assign) is { } rule ? options with { AutoAssign = true, AssignmentRuleId = rule }
            : throw SalesforceRefusal.Query("INVALID_ASSIGNMENT_RULE", $"Sforce-Auto-Assign is TRUE, FALSE or the id of an assignment rule, not {assign}");
    }

    private static bool Flag(string header, string name) => header.Split(';', ',').Select(part => part.Split('=', 2))
        .Any(part => part is [var key, var value] && key.Trim().Equals(name, StringComparison.OrdinalIgnoreCase) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase));
}
