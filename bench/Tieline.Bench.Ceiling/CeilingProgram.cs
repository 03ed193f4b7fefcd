using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Tieline.Bench.Ceiling;

/// <summary>
/// The least that a durable webhook intake can do on this machine: read, check the HMAC, insert in a group, answer. Nothing of the product is in it.
/// Arguments: <c>sqlite|postgresql</c>, the file or connection string, the secret. Prints its address when it is ready.
/// </summary>
internal static class CeilingProgram
{
    public static async Task Main(string[] args)
    {
        var secret = Encoding.UTF8.GetBytes(args[2]);
        await using IGroupInsert insert = args[0] == "sqlite" ? new SqliteInsert(args[1]) : await PostgreSqlInsert.OpenAsync(args[1]);
        var line = new Line(insert);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        RequestDelegate handle = context => HandleAsync(context, secret, line);
        app.MapPost("/hooks/webex/{key}", handle);
        await app.StartAsync();
        Console.WriteLine($"ready {app.Urls.First()}/hooks/webex/ceiling {args[2]}");
        await app.WaitForShutdownAsync();
        await line.StopAsync();
    }

    private static async Task HandleAsync(HttpContext context, byte[] secret, Line line)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        var body = read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        if (!IsSigned(body, context.Request.Headers["X-Spark-Signature"].ToString(), secret))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await line.AddAsync(body);
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private static bool IsSigned(byte[] body, string header, byte[] secret)
    {
        Span<byte> given = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, body, expected);
        return Convert.FromHexString(header, given, out _, out _) == OperationStatus.Done && CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
