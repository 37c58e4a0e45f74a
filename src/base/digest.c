/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call over bytes in memory; nothing is kept between calls. */
#include "base/digest.h"

#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stdint.h>

void digest_text(const char *bytes, size_t len, char out[DIGEST_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&context);
	sha256_update(&context, len, (const uint8_t *)bytes);
#if NETTLE_VERSION_MAJOR >= 4
	sha256_digest(&context, digest);
#else
	sha256_digest(&context, sizeof digest, digest);
#endif
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[DIGEST_TEXT - 1] = '\0';
}

void digest_add_library(struct str *out)
{
	str_addf(out, "Nettle %d.%d", nettle_version_major(), nettle_version_minor());
}
