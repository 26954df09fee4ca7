FROM python:3.12-slim

# git tells the dates of notes that have none; it refuses folders of others.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /notes

WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY bot bot
COPY rag rag
RUN pip install --no-cache-dir -c constraints.txt .

# A new volume takes the owner of the folder that it is mounted over.
RUN useradd --create-home tilbot && mkdir /state /data && chown tilbot /state /data
USER tilbot
WORKDIR /home/tilbot
ENV PYTHONUTF8=1 TILBOT_HOME=/state
CMD ["tilbot", "--help"]
