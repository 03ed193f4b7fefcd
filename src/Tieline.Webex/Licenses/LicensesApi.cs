using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>What the organization has bought (<c>spark-admin:licenses_read</c>).</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/licenses">Licenses</a>.</remarks>
public sealed class LicensesApi
{
    private readonly WebexPipeline _pipeline;

    internal LicensesApi(WebexPipeline pipeline) => _pipeline = pipeline;

    /// <summary>All licences of the organization.</summary>
    /// <exception cref="WebexException">Of kind <see cref="WebexErrorKind.Forbidden"/> when this identity is no administrator's.</exception>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/licenses/list-licenses">List licenses</a>.</remarks>
    public IAsyncEnumerable<License> ListAsync(CancellationToken cancellationToken) => _pipeline.ListAsync<License>("Licenses.List", "licenses", cancellationToken);
}

/// <summary>A licence of the organization.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/licenses">Licenses</a>.</remarks>
public sealed record License
{
    /// <summary>The id; opaque.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>Such as <c>Webex Calling - Professional</c>.</summary>
    public string Name { get => field ?? ""; init; } = "";

    /// <summary>How many may have it.</summary>
    public int TotalUnits { get; init; }

    /// <summary>How many have it.</summary>
    public int ConsumedUnits { get; init; }
}
