namespace Tieline.Server.Cluster;

/// <summary>
/// Orleans reads its membership queries from a table by name and fills their parameters by name; its package brings neither tables nor queries.
/// These are ours for PostgreSQL. A change of membership and the raise of the table's version are one statement, so that both happen or neither:
/// of two servers that read the same version the second waits for the first, finds the version raised and changes nothing.
/// </summary>
internal static class MembershipSql
{
    /// <summary>The lock holds until the transaction ends.</summary>
    internal const string Tables =
        """
        SELECT pg_advisory_xact_lock(7420511);
        CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey varchar(64) PRIMARY KEY, QueryText text NOT NULL);
        CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable (
            DeploymentId varchar(150) PRIMARY KEY,
            Timestamp timestamptz(3) NOT NULL DEFAULT now(),
            Version integer NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS OrleansMembershipTable (
            DeploymentId varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable,
            Address varchar(45) NOT NULL,
            Port integer NOT NULL,
            Generation integer NOT NULL,
            SiloName varchar(150) NOT NULL,
            HostName varchar(150) NOT NULL,
            Status integer NOT NULL,
            ProxyPort integer NULL,
            SuspectTimes varchar(8000) NULL,
            StartTime timestamptz(3) NOT NULL,
            IAmAliveTime timestamptz(3) NOT NULL,
            PRIMARY KEY (DeploymentId, Address, Port, Generation));
        """;

    internal const string KeepQuery =
        "INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ($1, $2) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText";

    private const string ThisSilo = "DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";

    private const string Member =
        """
        SELECT m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime,
               v.DeploymentId, v.Version
        FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
        """;

    private const string Raise =
        "UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1 WHERE DeploymentId = @DeploymentId AND Version = @Version";

    internal static readonly (string Key, string Text)[] Queries =
    [
        ("GatewaysQueryKey",
            "SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0"),
        ("MembershipReadAllKey", $"{Member} WHERE v.DeploymentId = @DeploymentId"),
        ("MembershipReadRowKey",
            $"{Member} AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation WHERE v.DeploymentId = @DeploymentId"),
        ("InsertMembershipVersionKey",
            """
            WITH added AS (INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT EXISTS (SELECT 1 FROM added)
            """),
        ("InsertMembershipKey",
            $"""
            WITH raised AS ({Raise} AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {ThisSilo}) RETURNING DeploymentId),
            added AS (
                INSERT INTO OrleansMembershipTable (
                    DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
                SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
                RETURNING 1)
            SELECT EXISTS (SELECT 1 FROM added)
            """),
        ("UpdateMembershipKey",
            $"""
            WITH raised AS ({Raise} AND EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {ThisSilo}) RETURNING 1),
            changed AS (
                UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
                WHERE {ThisSilo} AND EXISTS (SELECT 1 FROM raised) RETURNING 1)
            SELECT EXISTS (SELECT 1 FROM changed)
            """),
        ("UpdateIAmAlivetimeKey", $"UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime WHERE {ThisSilo}"),
        ("DeleteMembershipTableEntriesKey",
            """
            DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
            DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
            """),
        ("CleanupDefunctSiloEntriesKey",
            $"DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = {Dead} AND IAmAliveTime < @IAmAliveTime"),
        ("CleanupDefunctSiloEntryKey",
            $"""
            DELETE FROM OrleansMembershipTable WHERE {ThisSilo} AND Status = {Dead}
            AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime AND SuspectTimes IS NOT DISTINCT FROM @SuspectTimes
            """),
    ];

    /// <summary>Orleans' figure for a silo that was declared dead.</summary>
    private const string Dead = "6";
}
