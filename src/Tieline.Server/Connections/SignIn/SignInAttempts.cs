using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Connections.SignIn;

/// <summary>
/// Keeps sign-ins between the way out and the way back. A state is the tenant's id and 256 bits of chance; it serves once, for ten minutes,
/// and only for what it was made for: the tenant, the agent and the cloud are read from our row, never from the request that comes back.
/// </summary>
internal sealed class SignInAttempts(Database database, GroupCommitWriter writer, SecretBox secrets, LaunchShares shares, Clock clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How many launches of a tenant may be under way: anybody may begin one.</summary>
    public const int MostLaunches = 200;

    private static readonly TimeSpan LaunchKept = TimeSpan.FromMinutes(5);
    private const int ChanceLength = 32;

    /// <summary>Begins a sign-in; what ended a day ago goes, a launch after five minutes.</summary>
    public async Task<(string State, string Verifier)> BeginAsync(SignInPurpose purpose, CancellationToken cancellationToken) => (await TryBeginAsync(purpose, null, cancellationToken))!.Value;

    /// <summary>As <see cref="BeginAsync"/>, for a launch; null when so many are under way that no other may begin. Those that somebody has signed in for do not count.</summary>
    /// <param name="purpose">Of a launch.</param>
    /// <param name="address">As <see cref="LaunchShares.AddressOf"/> gives it; null: cannot be told.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<(string State, string Verifier)?> BeginLaunchAsync(SignInPurpose purpose, string? address, CancellationToken cancellationToken) => TryBeginAsync(purpose, address, cancellationToken);

    private async Task<(string State, string Verifier)?> TryBeginAsync(SignInPurpose purpose, string? address, CancellationToken cancellationToken)
    {
        var state = Base64Url.EncodeToString([.. purpose.TenantId.ToByteArray(), .. RandomNumberGenerator.GetBytes(ChanceLength)]);
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ChanceLength));
        var row = new SignInRow
        {
            TenantId = purpose.TenantId,
            StateHash = Hash(state),
            Cloud = purpose.Cloud,
            AgentId = purpose.AgentId,
            ExpectedUser = purpose.ExpectedUser,
            Language = purpose.Language,
            VerifierSealed = secrets.Seal(purpose.TenantId, "verifier", purpose.Who is { } who ? $"{verifier}\n{who.Id}\n{who.Name}" : verifier),
            WindowHash = purpose.WindowHash,
            ExpiresAt = Moment.ToMicroseconds(clock.UtcNow + Lifetime),
            Outcome = SignInOutcome.Waiting.Outcome,
        };
        var (old, oldLaunch) = (Moment.ToMicroseconds(clock.UtcNow - TimeSpan.FromDays(1)), Moment.ToMicroseconds(clock.UtcNow - LaunchKept));
        var isBegun = await writer.WriteAsync(
            async (db, token) =>
            {
                await (purpose.IsLaunch ? db.TakeTurnAsync(purpose.TenantId, token) : Task.CompletedTask);
                await db.Set<SignInRow>().Where(other => other.TenantId == purpose.TenantId && other.ExpiresAt < (other.WindowHash == "" ? old : oldLaunch)).ExecuteDeleteAsync(token);
                if (purpose.IsLaunch && !await HasRoomAsync(db, purpose.TenantId, address, token))
                {
                    return false;
                }

                db.Add(row);
                if (address is not null)
                {
                    shares.Add(row.StateHash, row.TenantId, address, Moment.FromMicroseconds(row.ExpiresAt));
                }

                return true;
            },
            cancellationToken);
        return isBegun ? (state, verifier) : null;
    }

    private async Task<bool> HasRoomAsync(TielineDb db, Guid tenantId, string? address, CancellationToken cancellationToken)
    {
        var now = Moment.ToMicroseconds(clock.UtcNow);
        var underWay = db.Set<SignInRow>().Where(row => row.TenantId == tenantId && row.ExpiresAt > now && row.WindowHash != "" && row.Outcome != "done" && row.Outcome != "opened");
        if (await underWay.CountAsync(cancellationToken) >= MostLaunches)
        {
            return false;
        }

        var begun = address is null ? [] : shares.Of(tenantId, address);
        return begun.Count < LaunchShares.Most || await underWay.CountAsync(row => begun.Contains(row.StateHash), cancellationToken) < LaunchShares.Most;
    }

    /// <summary>Takes a state that came back out of service. Null when it is none of ours, was used, or belongs to the other cloud.</summary>
    public async Task<SignInAttempt?> TakeAsync(string state, string cloud, CancellationToken cancellationToken)
    {
        if (await RowAsync(state, cancellationToken) is not { } row || row.Cloud != cloud)
        {
            return null;
        }

        var taken = await writer.CommitAsync(
            [new Statement(
                ConnectionsSql.TakeSignIn, [row.TenantId, row.StateHash])],
            cancellationToken);
        if (taken[0] != 1)
        {
            return null;
        }

        // The administrator who began it is sealed with the verifier: both are nobody's business.
        var kept = secrets.Open(row.TenantId, "verifier", row.VerifierSealed).Split('\n', 3);
        return new SignInAttempt(PurposeOf(row) with { Who = kept is [_, var id, var name] ? new Actor(name, id) : null }, kept[0], Moment.FromMicroseconds(row.ExpiresAt));
    }

    /// <summary>Seals who signed in until the person has answered a question; what opens it is in the page that asks. Of a question that nobody answers the cloud keeps the sign-in: nobody here has its tokens.</summary>
    public string Keep(string state, SignedIn signedIn) => secrets.Seal(TenantOf(state)!.Value, Waiting(state), JsonSerializer.Serialize(signedIn));

    /// <summary>Takes what <see cref="Keep"/> sealed for this state, once and within the sign-in's ten minutes. Null when it is none of ours or was used.</summary>
    public async Task<(SignInPurpose Purpose, SignedIn SignedIn)?> TakeKeptAsync(string state, string kept, CancellationToken cancellationToken)
    {
        if (await RowAsync(state, cancellationToken) is not { } row || row.ExpiresAt <= Moment.ToMicroseconds(clock.UtcNow))
        {
            return null;
        }

        try
        {
            var signedIn = JsonSerializer.Deserialize<SignedIn>(secrets.Open(row.TenantId, Waiting(state), kept))!;
            var taken = await writer.CommitAsync([new Statement(ConnectionsSql.ConfirmSignIn, [row.TenantId, row.StateHash])], cancellationToken);
            return taken[0] == 1 ? (PurposeOf(row), signedIn) : null;
        }
        catch (CryptographicException)
        {
            return null; // Not sealed by us, or for another sign-in.
        }
    }

    public Task EndAsync(string state, SignInOutcome outcome, CancellationToken cancellationToken) =>
        TenantOf(state) is { } tenantId
            ? writer.CommitAsync(
                [new Statement(
                    ConnectionsSql.EndSignIn, [outcome.Outcome, outcome.Message, tenantId, Hash(state), outcome.AgentId])],
                cancellationToken)
            : Task.CompletedTask;

    /// <summary>What became of a sign-in that this agent began, or with null an administrator; null when he began none with this state. One that did not come back in time is refused.</summary>
    public async Task<SignInOutcome?> OutcomeAsync(Guid tenantId, Guid? agentId, string state, CancellationToken cancellationToken) =>
        await RowAsync(state, cancellationToken) is not { } row || row.TenantId != tenantId || row.AgentId != agentId ? null
        : row.Outcome is "done" or "refused" ? new SignInOutcome(row.Outcome, row.Message)
        : row.ExpiresAt <= Moment.ToMicroseconds(clock.UtcNow) ? SignInOutcome.Refused(Texts.For(row.Language)["SignInErrExpired"])
        : SignInOutcome.Waiting;

    /// <summary>What became of a launch that this window began; null for any other window, and after ten minutes. An outcome <c>done</c> is given once, with the agent.</summary>
    /// <param name="state">As <see cref="BeginAsync"/> gave it.</param>
    /// <param name="window">The window's secret.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<(Guid TenantId, SignInOutcome Outcome)?> OpenAsync(string state, string window, CancellationToken cancellationToken)
    {
        if (await RowAsync(state, cancellationToken) is not { WindowHash.Length: > 0 } row || row.WindowHash != Hash(window) || row.ExpiresAt <= Moment.ToMicroseconds(clock.UtcNow))
        {
            return null;
        }

        if (row.Outcome != SignInOutcome.Done("").Outcome)
        {
            return row.Outcome == "opened" ? null : (row.TenantId, row.Outcome == "refused" ? SignInOutcome.Refused(row.Message) : SignInOutcome.Waiting);
        }

        var opened = await writer.CommitAsync([new Statement(ConnectionsSql.OpenSignIn, [row.TenantId, row.StateHash, row.WindowHash])], cancellationToken);
        return opened[0] == 1 ? (row.TenantId, SignInOutcome.Done(row.Message) with { AgentId = row.AgentId }) : null;
    }

    private static SignInPurpose PurposeOf(SignInRow row) => new(row.TenantId, row.Cloud, row.AgentId, row.ExpectedUser, row.Language, null, row.WindowHash);

    private static string Waiting(string state) => "signed-in/" + Hash(state);

    private async Task<SignInRow?> RowAsync(string state, CancellationToken cancellationToken)
    {
        if (TenantOf(state) is not { } tenantId)
        {
            return null;
        }

        var hash = Hash(state);
        return await database.ReadAsync(db => db.Set<SignInRow>().FirstOrDefaultAsync(row => row.TenantId == tenantId && row.StateHash == hash, cancellationToken));
    }

    private static Guid? TenantOf(string state)
    {
        Span<byte> bytes = stackalloc byte[16 + ChanceLength];
        return state.Length == Base64Url.GetEncodedLength(bytes.Length) && Base64Url.TryDecodeFromChars(state, bytes, out var written) && written == bytes.Length
            ? new Guid(bytes[..16])
            : null;
    }

    /// <summary>As what of a secret is kept.</summary>
    internal static string Hash(string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)));
}
