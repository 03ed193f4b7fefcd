using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Connections.SignIn;

/// <summary>A sign-in that somebody began. The state itself is not stored, only its hash.</summary>
internal sealed class SignInRow
{
    public Guid TenantId { get; init; }
    public string StateHash { get; init; } = "";
    public string Cloud { get; init; } = "";
    public Guid? AgentId { get; set; }
    public string ExpectedUser { get; init; } = "";
    public string Language { get; init; } = "";
    public string VerifierSealed { get; init; } = "";

    /// <summary>Of the secret that the launching window has; empty for a sign-in that opens no panel.</summary>
    public string WindowHash { get; init; } = "";
    public long ExpiresAt { get; init; }
    public string Outcome { get; set; } = "";
    public string Message { get; set; } = "";
}

internal sealed class SignInTable : IEntityTypeConfiguration<SignInRow>
{
    public void Configure(EntityTypeBuilder<SignInRow> builder)
    {
        builder.ToTable("sign_ins");
        builder.HasKey(row => new { row.TenantId, row.StateHash });
        builder.HasIndex(row => new { row.TenantId, row.ExpiresAt });
    }
}
