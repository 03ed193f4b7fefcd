using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>Access tokens and refresh tokens of the org. A session lives <see cref="Life"/> on the org's clock.</summary>
public sealed class SessionStore(SalesforceOrg org)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Session> sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> grants = new(StringComparer.Ordinal);
    private readonly HashSet<Approval> approvals = [];

    public AuthorizationCodes Codes { get; } = new(org);

    /// <summary>How long a new session lives; the cloud's default is 2 hours.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromHours(2);

    public IReadOnlyList<Session> Sessions { get { lock (gate) return [.. sessions.Values]; } }

    public IReadOnlyList<Grant> Grants { get { lock (gate) return [.. grants.Values]; } }

    public IReadOnlyList<Approval> Approvals { get { lock (gate) return [.. approvals]; } }

    /// <summary>The living session of a token; null when unknown, expired or ended, or its user may have none.</summary>
    public Session? Find(string? accessToken)
    {
        // Alone in the org: while a state is put in its place there are no sessions.
        var session = org.Run(() => { lock (gate) return accessToken is null ? null : sessions.GetValueOrDefault(accessToken); });
        return session is not null && session.ExpiresAt > org.Clock.Now && LoginRules.HasSessions(org, session.UserId) ? session : null;
    }

    public Session Start(string userId, string scope, string? consumerKey = null, string? refreshToken = null, TimeSpan? life = null)
    {
        var session = New(userId, scope, consumerKey, refreshToken, life);
        lock (gate) Begin(session);
        org.Touch();
        return session;
    }

    private Session New(string userId, string scope, string? consumerKey, string? refreshToken, TimeSpan? life)
    {
        var now = org.Clock.Now;
        return new Session
        {
            AccessToken = $"{org.Id[..15]}!AQ4A{org.Random.Text("session", 90)}", UserId = userId, Scope = scope, ConsumerKey = consumerKey,
            IssuedAt = now, ExpiresAt = now + (life ?? Life), RefreshToken = refreshToken,
        };
    }

    private void Begin(Session session)
    {
        Forget(s => s.ExpiresAt <= session.IssuedAt);
        Put(session);
    }

    public void Put(Session session)
    {
        lock (gate)
        {
            sessions[session.AccessToken] = session;
            if (session.ConsumerKey is { } app) approvals.Add(new Approval(session.UserId, app));
        }
    }

    public void Put(Approval approval) { lock (gate) approvals.Add(approval); }

    public Grant GrantTo(string userId, string consumerKey, string scope)
    {
        var grant = new Grant(NewRefreshToken(), userId, consumerKey, scope, org.Clock.Now);
        Put(grant);
        org.Touch();
        return grant;
    }

    public void Put(Grant grant)
    {
        lock (gate)
        {
            grants[grant.RefreshToken] = grant;
            approvals.Add(new Approval(grant.UserId, grant.ConsumerKey));
        }
    }

    public Grant? FindGrant(string? refreshToken) => org.Run(() => { lock (gate) return refreshToken is null ? null : grants.GetValueOrDefault(refreshToken); });

    /// <summary>Takes a refresh token back, with the sessions it gave.</summary>
    public void Revoke(Grant grant)
    {
        lock (gate)
        {
            grants.Remove(grant.RefreshToken);
            Forget(s => s.RefreshToken == grant.RefreshToken);
            Withdraw(new Approval(grant.UserId, grant.ConsumerKey));
        }

        org.Touch();
    }

    /// <summary>Takes an access token back, with the refresh token it came from.</summary>
    public void Revoke(Session session)
    {
        if (FindGrant(session.RefreshToken) is { } grant) Revoke(grant);
        lock (gate)
        {
            sessions.Remove(session.AccessToken);
            if (session.ConsumerKey is { } app) Withdraw(new Approval(session.UserId, app));
        }

        org.Touch();
    }

    /// <summary>Who takes back the last token takes back that he let the app in.</summary>
    private void Withdraw(Approval approval)
    {
        var (user, app, now) = (approval.UserId, approval.ConsumerKey, org.Clock.Now);
        if (grants.Values.Any(g => g.UserId == user && g.ConsumerKey == app) || sessions.Values.Any(s => s.UserId == user && s.ConsumerKey == app && s.ExpiresAt > now)) return;
        approvals.Remove(approval);
    }

    /// <summary>A session for a refresh token, which counts the use; null when the token was used up or taken back meanwhile.</summary>
    /// <param name="grant">The refresh token as it was found.</param>
    /// <param name="rotate">The old refresh token dies, sessions go on under the new one, which lives no longer than the old one would.</param>
    /// <param name="life">How long the session lives; null: as usual.</param>
    public Session? Refresh(Grant grant, bool rotate, TimeSpan? life)
    {
        // Whoever is alone in the org may wait for the gate: within it the org is asked nothing.
        var token = rotate ? NewRefreshToken() : grant.RefreshToken;
        var session = New(grant.UserId, grant.Scope, grant.ConsumerKey, token, life);
        lock (gate)
        {
            if (!grants.TryGetValue(grant.RefreshToken, out var old)) return null;
            grants[token] = old with { RefreshToken = token, LastUsedAt = session.IssuedAt, UseCount = old.UseCount + 1 };
            if (rotate) Replace(old.RefreshToken, token);
            Begin(session);
        }

        org.Touch();
        return session;
    }

    private void Replace(string old, string next)
    {
        grants.Remove(old);
        foreach (var session in sessions.Values.Where(s => s.RefreshToken == old).ToList())
            sessions[session.AccessToken] = session with { RefreshToken = next };
    }

    public bool End(string accessToken)
    {
        bool ended;
        lock (gate) ended = sessions.Remove(accessToken);
        if (ended) org.Touch();
        return ended;
    }

    /// <summary>Ends the access tokens of one user, or of all; refresh tokens stay.</summary>
    public int EndAll(string? userId)
    {
        List<Session> ended;
        lock (gate)
        {
            ended = [.. sessions.Values.Where(s => userId is null || s.UserId == userId)];
            foreach (var session in ended) sessions.Remove(session.AccessToken);
        }

        org.Touch();
        return ended.Count;
    }

    /// <summary>Whether the user once let the app in and has not taken it back.</summary>
    public bool HasApproved(string userId, string consumerKey)
    {
        lock (gate) return approvals.Contains(new Approval(userId, consumerKey));
    }

    public void Clear()
    {
        lock (gate)
        {
            sessions.Clear();
            grants.Clear();
            approvals.Clear();
        }

        Codes.Clear();
    }

    private string NewRefreshToken() => "5Aep861" + org.Random.Text("grant", 80);

    private void Forget(Func<Session, bool> isOver)
    {
        foreach (var session in sessions.Values.Where(isOver).ToList()) sessions.Remove(session.AccessToken);
    }
}
