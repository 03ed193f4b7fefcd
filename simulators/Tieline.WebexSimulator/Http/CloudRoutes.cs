using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Http;

/// <summary>A path that the cloud serves, and what it asks of the token.</summary>
internal sealed record ServedPath(string Method, string Path, string[] Scopes);

/// <summary>Registers the cloud's paths: each is admitted by scope, reads its body strictly and runs inside the cloud's lock.</summary>
internal sealed class CloudRoutes(IEndpointRouteBuilder routes, WebexCloud cloud)
{
    private readonly List<ServedPath> served = [];

    /// <summary>All that were registered.</summary>
    public IReadOnlyList<ServedPath> Served => served;

    public void Get(string path, Access access, Func<CloudRequest, Reply> answer) => Map("GET", path, access, answer);

    public void Post(string path, Access access, Func<CloudRequest, Reply> answer) => Map("POST", path, access, answer);

    public void Put(string path, Access access, Func<CloudRequest, Reply> answer) => Map("PUT", path, access, answer);

    public void Patch(string path, Access access, Func<CloudRequest, Reply> answer) => Map("PATCH", path, access, answer);

    public void Delete(string path, Access access, Func<CloudRequest, Reply> answer) => Map("DELETE", path, access, answer);

    /// <summary>A path whose HEAD tells the headers of its GET.</summary>
    public void GetOrHead(string path, Access access, Func<CloudRequest, Reply> answer)
    {
        Map("GET", path, access, answer);
        Map("HEAD", path, access, answer);
    }

    /// <summary>A path that reads more than a JSON body before it answers.</summary>
    public void Post<T>(string path, Access access, Func<HttpRequest, CancellationToken, Task<T>> read, Func<CloudRequest, T, Reply> answer)
    {
        served.Add(new ServedPath("POST", path, access.Scopes));
        routes.MapMethods("/v1" + path, ["POST"], async http =>
        {
            cloud.Run(() => access.Admit(http, cloud.Tokens));
            var input = await read(http.Request, http.RequestAborted);
            await AdmitAgain(http, access, JsonBody.Empty, request => answer(request, input)).WriteAsync(http);
        });
    }

    private void Map(string method, string path, Access access, Func<CloudRequest, Reply> answer)
    {
        served.Add(new ServedPath(method, path, access.Scopes));
        routes.MapMethods("/v1" + path, [method], async http =>
        {
            cloud.Run(() => access.Admit(http, cloud.Tokens));
            var body = method is "GET" or "HEAD" ? JsonBody.Empty : await JsonBody.ReadAsync(http.Request, http.RequestAborted);
            await AdmitAgain(http, access, body, answer).WriteAsync(http);
        });
    }

    /// <summary>While the body came, the token may have died, its person may have left, or the whole cloud may have become another.</summary>
    private Reply AdmitAgain(HttpContext http, Access access, JsonBody body, Func<CloudRequest, Reply> answer) =>
        cloud.Run(() => answer(new CloudRequest(http, access.Admit(http, cloud.Tokens), body, cloud.Switches)));
}
