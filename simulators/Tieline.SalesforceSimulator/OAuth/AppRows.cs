using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>
/// The set-up rows of apps that no deployment brought: a <c>ConnectedApplication</c> each, and the package of one that came with a package.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_connectedapplication.htm
/// </summary>
internal static class AppRows
{
    private const long SecondsOfHour = 3600;

    /// <summary>Puts an app into the org with its rows, in place of the one that has its key.</summary>
    public static void Put(SalesforceOrg org, ConnectedApp app) => org.Run(() =>
    {
        var before = org.Apps.Find(app.ConsumerKey);
        var row = SetupRows.Put(org, AdministratorOf(org), "ConnectedApplication", org.Records.Find(before?.RowId), new Dictionary<string, object?>
        {
            ["Name"] = app.Label ?? app.ConsumerKey, ["OptionsAllowAdminApprovedUsersOnly"] = AppPolicy.IsPreAuthorized(app), ["OptionsHasSessionLevelPolicy"] = app.SessionTimeoutMinutes is not null,
            ["OptionsRefreshTokenValidityMetric"] = app.RefreshTokenPolicy == "SpecificInactivity",
            ["RefreshTokenValidityPeriod"] = app.RefreshTokenSeconds == 0 ? null : (decimal)(app.RefreshTokenSeconds / SecondsOfHour),
        });
        if (app.Package is { } package && org.Records.Rows("SubscriberPackage").All(p => p.Text("Name") != package))
        {
            var installed = SetupRows.Put(org, AdministratorOf(org), "SubscriberPackage", null, new Dictionary<string, object?> { ["Name"] = package, ["IsPackageValid"] = true });
            SetupRows.Put(org, AdministratorOf(org), "InstalledSubscriberPackage", null, new Dictionary<string, object?> { ["SubscriberPackageId"] = installed.Id });
        }

        org.Apps.Put(app with { RowId = row.Id });
    });

    private static string AdministratorOf(SalesforceOrg org) => org.Records.Rows("User").First().Id;
}
