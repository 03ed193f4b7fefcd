namespace Tieline.Server.Tests.Support;

/// <summary>A connected tenant and its org.</summary>
public sealed record TenantUnderTest(Guid Id, string LaunchSecret, string OrgId, Simulator Salesforce)
{
    public async Task<string> UserIdAsync(string username) =>
        (string)(await Salesforce.ControlAsync("users"))["users"]!.AsArray().Single(one => (string)one!["username"]! == username)!["id"]!;
}
