using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// With what the org signs launch tokens, and where Tieline is: the newest active record of the deployed package's <c>Webex_Launch_Key__c</c>, as its Apex
/// reads it (past sharing, masks and rights), else what an administrator gave to <c>POST /control/signer</c>.
/// </summary>
internal static class ShellSigner
{
    private const string Keys = "Webex_Launch_Key__c";

    internal static LaunchSigner? Of(SalesforceOrg org) => org.Run(() => Newest(org) ?? org.Signer);

    private static LaunchSigner? Newest(SalesforceOrg org) =>
        org.Schema.Find(Keys) is null ? null : org.Records.Rows(Keys)
            .Where(row => row.Is("Active__c") && row.Text("Secret__c") is { Length: > 0 } && row.Text("Server_Url__c") is { Length: > 0 })
            .OrderByDescending(row => row["CreatedDate"]).ThenByDescending(row => row.Text("Name"), StringComparer.Ordinal)
            .Select(row => new LaunchSigner(row.Text("Secret__c")!, row.Text("Server_Url__c")!)).FirstOrDefault();
}
