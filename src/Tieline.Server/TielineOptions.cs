namespace Tieline.Server;

/// <summary>Settings of the whole server; configuration section <c>Tieline</c>.</summary>
public sealed class TielineOptions
{
    /// <summary>Where this server listens, for example <c>http://127.0.0.1:5080</c>. Environment: <c>TIELINE_PORT</c> changes the port.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The address by which browsers, Webex and Salesforce reach this server, without a trailing slash; the same as <see cref="Url"/> when empty.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Folder for the SQLite file, the key ring and the first admin key. Environment: <c>TIELINE_DATA</c>.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>A PostgreSQL connection string; empty means the SQLite file <c>tieline.db</c> in <see cref="DataFolder"/>. Environment: <c>TIELINE_DATABASE</c>.</summary>
    public string Database { get; set; } = "";

    /// <summary>The key that opens the admin doors; when empty, one is made at the first start and written to <c>admin-key.txt</c> in <see cref="DataFolder"/>. Environment: <c>TIELINE_ADMIN_KEY</c>.</summary>
    public string AdminKey { get; set; } = "";

    /// <summary>Base64 of 32 bytes that wrap the key ring at rest; when empty, one is made and kept beside the ring with owner-only rights. Environment: <c>TIELINE_MASTER_KEY</c>.</summary>
    public string MasterKey { get; set; } = "";

    /// <summary>Join a cluster of several servers over the PostgreSQL database instead of standing alone. Environment: <c>TIELINE_CLUSTER</c> = <c>true</c>.</summary>
    public bool Cluster { get; set; }

    /// <summary>The IP address by which the other servers of the cluster reach this one; keep it inside a private network. Environment: <c>TIELINE_CLUSTER_ADDRESS</c>.</summary>
    public string ClusterAddress { get; set; } = "127.0.0.1";

    /// <summary>The port for the other servers; 0 takes a free one. Environment: <c>TIELINE_CLUSTER_PORT</c>.</summary>
    public int ClusterPort { get; set; }

    /// <summary>The bearer key that opens <c>/metrics</c> to other machines; when empty only this machine may read it, and only while <see cref="PublicAddress"/> is <see cref="Url"/>: behind a proxy every request comes from this machine. Environment: <c>TIELINE_METRICS_KEY</c>.</summary>
    public string MetricsKey { get; set; } = "";

    internal static IEnumerable<KeyValuePair<string, string?>> FromEnvironment()
    {
        static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

        if (Read("TIELINE_PORT") is { } port)
        {
            yield return new("Tieline:Url", $"http://127.0.0.1:{port}");
        }

        foreach (var (variable, key) in new[]
        {
            ("TIELINE_URL", "Url"), ("TIELINE_PUBLIC_ADDRESS", "PublicAddress"), ("TIELINE_DATA", "DataFolder"), ("TIELINE_DATABASE", "Database"),
            ("TIELINE_ADMIN_KEY", "AdminKey"), ("TIELINE_MASTER_KEY", "MasterKey"), ("TIELINE_CLUSTER", "Cluster"),
            ("TIELINE_CLUSTER_ADDRESS", "ClusterAddress"), ("TIELINE_CLUSTER_PORT", "ClusterPort"), ("TIELINE_METRICS_KEY", "MetricsKey"),
            ("TIELINE_SMTP_HOST", "Mail:Host"), ("TIELINE_SMTP_PORT", "Mail:Port"), ("TIELINE_SMTP_TLS", "Mail:Tls"), ("TIELINE_SMTP_USER", "Mail:User"),
            ("TIELINE_SMTP_PASSWORD", "Mail:Password"), ("TIELINE_SMTP_FROM", "Mail:From"), ("TIELINE_SMTP_CERTIFICATE", "Mail:TrustedCertificate"),
        })
        {
            if (Read(variable) is { } value)
            {
                yield return new($"Tieline:{key}", value);
            }
        }
    }
}

internal static class TielineOptionsSetup
{
    public static void AddTielineOptions(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Tieline").Get<TielineOptions>() ?? new TielineOptions();
        options.PublicAddress = (options.PublicAddress.Length == 0 ? options.Url : options.PublicAddress).TrimEnd('/');
        Directory.CreateDirectory(options.DataFolder);
        builder.Services.AddSingleton(options);
        builder.WebHost.UseUrls(options.Url);
    }
}
