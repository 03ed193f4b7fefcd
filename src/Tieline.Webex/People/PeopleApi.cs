using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>Who someone is (<c>spark:people_read</c>).</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/people">People</a>.</remarks>
public sealed class PeopleApi
{
    private readonly WebexPipeline _pipeline;

    internal PeopleApi(WebexPipeline pipeline) => _pipeline = pipeline;

    /// <summary>The person whose token is used; with <paramref name="callingData"/> also extension and location.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/people/get-my-own-details">Get my own details</a>.</remarks>
    public Task<Person> MeAsync(bool callingData, CancellationToken cancellationToken) =>
        _pipeline.SendAsync<Person>(new WebexRequest("People.Me", HttpMethod.Get, "people/me" + Calling(callingData, '?')), cancellationToken);

    /// <summary>Someone by id, or null when there is no such person for this identity.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/people/get-person-details">Get person details</a>.</remarks>
    public async Task<Person?> GetAsync(string personId, bool callingData, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(personId);
        try
        {
            var request = new WebexRequest("People.Get", HttpMethod.Get, $"people/{Uri.EscapeDataString(personId)}{Calling(callingData, '?')}");
            return await _pipeline.SendAsync<Person>(request, cancellationToken).ConfigureAwait(false);
        }
        catch (WebexException problem) when (problem.Kind == WebexErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>The person of the own organization with exactly this e-mail address, or null.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/people/list-people">List people</a>.</remarks>
    public async Task<Person?> FindByEmailAsync(string email, bool callingData, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        var address = $"people?email={Uri.EscapeDataString(email)}{Calling(callingData, '&')}";
        await foreach (var person in _pipeline.ListAsync<Person>("People.FindByEmail", address, cancellationToken).ConfigureAwait(false))
        {
            return person;
        }

        return null;
    }

    /// <summary>People whose name begins with <paramref name="displayName"/>, page by page as they are asked for.</summary>
    /// <param name="displayName">The beginning of the name.</param>
    /// <param name="callingData">Also extension and location; pages are then at most 100 long.</param>
    /// <param name="pageSize">How many to fetch at once, 1 to 100.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/people/list-people">List people</a>.</remarks>
    public IAsyncEnumerable<Person> FindByNameAsync(string displayName, bool callingData, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(displayName);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, 100);
        var address = $"people?displayName={Uri.EscapeDataString(displayName)}&max={pageSize}{Calling(callingData, '&')}";
        return _pipeline.ListAsync<Person>("People.FindByName", address, cancellationToken);
    }

    private static string Calling(bool wanted, char joint) => wanted ? joint + "callingData=true" : "";
}
