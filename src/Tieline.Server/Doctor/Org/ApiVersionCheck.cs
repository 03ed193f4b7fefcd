using System.Globalization;
using System.Text.Json;
using Tieline.Server.Connections.SignIn;

namespace Tieline.Server.Doctor.Org;

/// <summary>The org offers the API version that Tieline speaks.</summary>
internal sealed class ApiVersionCheck : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Missing", "Unreadable"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var ours = SalesforceSignIn.OptionsOf(new Uri(on.Tenant.SalesforceInstance ?? on.Tenant.SalesforceLogin)).ApiVersion;
        try
        {
            var offered = JsonSerializer.Deserialize<List<Version>>((await on.FrontAsync(cancellationToken)).Body, JsonSerializerOptions.Web)!
                .Select(one => one.Number).Order(Comparer<string>.Create((one, other) => Number(one).CompareTo(Number(other)))).ToList();
            var (oldest, newest) = (offered.FirstOrDefault() ?? "", offered.LastOrDefault() ?? "");
            var found = offered.Contains(ours) ? Finding.Well(ours, newest) : Finding.Broken("Missing", ours, oldest, newest);
            return found.With($"/services/data/: {oldest} to {newest}", $"spoken: {ours}");
        }
        catch (JsonException)
        {
            return Finding.Unknown("Unreadable").With("/services/data/: no list");
        }
        catch (OutsideException problem)
        {
            throw new BlockedException(OrgCause.MyDomain, problem.Message);
        }
    }

    private static decimal Number(string version) => decimal.TryParse(version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private sealed record Version([property: System.Text.Json.Serialization.JsonPropertyName("version")] string Number);
}
